import type { Instant } from '@ringvirkning/kernel';

const DAY_MS = 86_400_000;

/** So many days after a moment. */
export const daysAfter = (now: Instant, days: number): Instant =>
  new Date(Date.parse(now) + days * DAY_MS).toISOString() as Instant;
