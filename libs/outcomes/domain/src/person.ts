import type { LocalDate } from '@ringvirkning/kernel';

/** Why somebody left. Codes alone: what a person tells about themselves is not kept. `completed` is the planned end, everything else a drop-out. */
export const DEPARTURES = [
  'completed',
  'withdrew',
  'no-contact',
  'moved-away',
  'other-offer',
  'not-in-target-group',
  'deceased',
] as const;
export type Departure = (typeof DEPARTURES)[number];

/** How a follow-up ended that was not reached. That it was reached is claimed. */
export const CLOSINGS = ['not-reached', 'no-answer', 'dropped-out'] as const;
export type Closing = (typeof CLOSINGS)[number];

/** Whether a follow-up that ended so found that the outcome does not last; null: nobody found out. */
export const foundBy = (closing: Closing): false | null => (closing === 'not-reached' ? false : null);

/** From a day on another municipality pays. */
export interface Move {
  readonly from: LocalDate;
  readonly payer: string;
}

export interface PaidFor {
  /** Who paid when the person was enrolled. */
  readonly payingMunicipality: string | null;
  /** Moves since, one per day, in the order of their days. */
  readonly moves: readonly Move[];
}

/** Who pays for what the person achieves on a day: the municipality that held on that day. */
export const payerOn = ({ payingMunicipality, moves }: PaidFor, day: LocalDate): string | null =>
  moves.findLast(({ from }) => from <= day)?.payer ?? payingMunicipality;

/** The moves with one more; a move of the same day is replaced. */
export const withMove = (moves: readonly Move[], move: Move): Move[] =>
  [...moves.filter(({ from }) => from !== move.from), move].sort((a, b) => (a.from < b.from ? -1 : 1));
