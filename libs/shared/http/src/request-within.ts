/** A request has arrived after so long, or is cut off: a million rows over a slow line take longer than the five minutes that Node gives them. */
export const REQUEST_WITHIN_MS = 3_600_000;
