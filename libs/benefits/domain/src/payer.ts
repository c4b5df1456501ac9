import type { LocalDate } from '@ringvirkning/kernel';

/** From a day on another municipality pays for a person. */
export interface Move {
  readonly from: LocalDate;
  /** The party that pays. */
  readonly payer: string;
}

/**
 * Who pays for a person on a day, and gains by what falls on it (ADR 76): the last move until then, or who paid when the outcome was achieved.
 * @param first null when the contract does not leave it to the person.
 * @param moves in the order of their days.
 */
export const payerOn = (first: string | null, moves: readonly Move[], day: LocalDate): string | null =>
  moves.findLast(({ from }) => from <= day)?.payer ?? first;
