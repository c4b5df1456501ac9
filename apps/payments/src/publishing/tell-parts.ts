import { changes, shown, type Published } from '@ringvirkning/disclosure';
import { MAX_EVENT_BYTES } from '@ringvirkning/outbox';
import type { PublishedPart } from '@ringvirkning/payments-api';
import type { PublishedLine } from './publications.js';

/**
 * What the parts may take of an event, in bytes: more than a million ids; what is paid, and what of it is published, need little of the rest. Parts that do
 * not fit wait for the next run; other services' figures of them stand still, marked.
 */
export const MOST_BYTES = MAX_EVENT_BYTES - 100_000;
/** The same for runs that were authorised when an event was one message. */
export const BYTES_BEFORE = 800_000;
/** An id in its quotes, and a comma. */
const ID_BYTES = 39;

/** What an event tells of what is out, whole parts as far as they fit, and what is told then. Parts computed from others are not told: they count nobody. */
export function tellParts(
  out: Published<PublishedLine>,
  told: Published<PublishedLine>,
  most = MOST_BYTES,
): { readonly parts: readonly PublishedPart[]; readonly told: Published<PublishedLine> } {
  const parts: PublishedPart[] = [];
  const next = new Map(told);
  let room = most;
  for (const { key: part, came, went } of changes(told, out)) {
    const { outcome, followUp, counts } = shown(out, part)!;
    const names = { part, outcome, followUp, came: [], went: [] };
    const bytes = Buffer.byteLength(JSON.stringify(names)) + 1 + (came.length + went.length) * ID_BYTES;
    if (!counts || bytes > room) continue;
    room -= bytes;
    parts.push({ ...names, came: [...came], went: [...went] });
    next.set(part, out.get(part)!);
  }
  return { parts, told: next };
}
