import { sum } from '@ringvirkning/kernel';
import type { Evaluation } from '@ringvirkning/terms-language';

/** What runs before have authorised from a payer to a payee for the outcomes of a budget year. */
export interface Paid {
  readonly payer: string;
  readonly payee: string;
  readonly budgetYear: number;
  readonly amount: bigint;
}

/** amount = payable − paidBefore; a negative amount is a credit. */
export interface Settlement {
  readonly payer: string;
  readonly payee: string;
  readonly budgetYear: number;
  readonly payable: bigint;
  readonly paidBefore: bigint;
  readonly amount: bigint;
}

const keyOf = (payer: string, payee: string, year: number): string => `${year} ${payer} ${payee}`;

/**
 * The evaluation minus what was paid, per payer, payee and budget year, in order of year. Corrections, caps and cohort measures need no rule of
 * their own: whatever is no longer payable comes out as a credit.
 */
export function settle(payments: Evaluation['payments'], paid: readonly Paid[]): Settlement[] {
  const settlements = new Map<string, Settlement>();
  for (const { payer, payee, year, amount } of payments)
    settlements.set(keyOf(payer, payee, year), {
      payer,
      payee,
      budgetYear: year,
      payable: amount,
      paidBefore: 0n,
      amount,
    });
  for (const { payer, payee, budgetYear, amount } of paid) {
    const key = keyOf(payer, payee, budgetYear);
    const payable = settlements.get(key)?.payable ?? 0n;
    settlements.set(key, { payer, payee, budgetYear, payable, paidBefore: amount, amount: payable - amount });
  }
  return [...settlements.values()]
    .filter(({ payable, paidBefore }) => payable !== 0n || paidBefore !== 0n)
    .sort((a, b) => a.budgetYear - b.budgetYear || (keyOf(a.payer, a.payee, 0) < keyOf(b.payer, b.payee, 0) ? -1 : 1));
}

export const amountOf = (settlements: readonly Settlement[]): bigint => sum(settlements.map(({ amount }) => amount));
export const paidBeforeOf = (settlements: readonly Settlement[]): bigint =>
  sum(settlements.map(({ paidBefore }) => paidBefore));
