import { addDays, type Currency, type LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { calendarOf } from '../calendar.js';

/** What a payer owes a payee by the whole contract; minor units. */
export interface FinalPayment {
  readonly payer: string;
  readonly payee: string;
  /** By the terms, all of it authorised; credits are taken off. */
  readonly authorised: bigint;
  /** Recorded as paid, credits taken off; null where the payer's payments are kept elsewhere. */
  readonly moved: bigint | null;
}

/** What has become of one capital of the terms; minor units. Nothing of it is outstanding. */
export interface FinalCapital {
  readonly capital: string;
  readonly party: string;
  readonly drawn: bigint;
  readonly principal: bigint;
  readonly return: bigint;
  /** Paid by a guarantee in its place. */
  readonly guaranteed: bigint;
  readonly lost: bigint;
}

/** A payer's budget year: what lies between the two is unspent; minor units. */
export interface FinalYear {
  readonly payer: string;
  readonly budgetYear: number;
  readonly appropriated: bigint;
  readonly spent: bigint;
}

/** The final settlement of a contract, as far as these books go: its own payers where it is signed in several instances. */
export interface FinalAccount {
  readonly contractId: string;
  readonly termsDigest: string;
  readonly currency: Currency;
  readonly lastDay: LocalDate;
  /** The last authorised run, of a contract that a partner leads the last of its claims that was answered; null when there was none. */
  readonly upto: number | null;
  readonly payments: readonly FinalPayment[];
  readonly capital: readonly FinalCapital[];
  readonly years: readonly FinalYear[];
}

/** What is still to be paid (negative: to be claimed back) of a payment; null where that is kept elsewhere. */
export const remainingOf = ({ authorised, moved }: FinalPayment): bigint | null =>
  moved === null ? null : authorised - moved;

export const unspentOf = ({ appropriated, spent }: FinalYear): bigint => appropriated - spent;

/** The first day on which nothing of the contract is to come: after its last day, and after that on which the value of its last group is settled. */
export function settledFrom(terms: Parameters<typeof calendarOf>[0] & Pick<Terms, 'period'>): LocalDate {
  const groups = calendarOf(terms).flatMap(({ of, to }) => (of === 'group' ? to : []));
  return addDays([terms.period.to, ...groups].toSorted().at(-1)!, 1);
}
