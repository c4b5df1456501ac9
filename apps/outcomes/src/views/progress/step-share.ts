import type { StepShare } from '@ringvirkning/outcomes-api';
import { wilson } from '@ringvirkning/statistics';

/** How many people stand where; who is awaited is not told to outsiders. */
export interface Bands {
  readonly reached: number;
  readonly not_reached: number;
  readonly awaiting: number | null;
  readonly not_due: number | null;
}

const NOTHING = { reached: null, notReached: null, awaiting: null, notDue: null, n: null };
export const WITHHELD: StepShare = { ...NOTHING, share: null, interval: null, range: null, suppressed: true };

/** The share of those of whom it is known, how sure it is, and what it will be whatever comes of the others. */
export function shareOf(
  { reached, not_reached: notReached, awaiting, not_due: notDue }: Bands,
  suppressed: boolean,
): StepShare {
  const n = reached + notReached;
  const all = n + (awaiting ?? 0);
  return {
    reached,
    notReached,
    awaiting,
    notDue,
    n,
    share: n === 0 ? null : reached / n,
    interval: wilson(reached, n) ?? null,
    range: awaiting === null || all === 0 ? null : { low: reached / all, high: (reached + awaiting) / all },
    suppressed,
  };
}
