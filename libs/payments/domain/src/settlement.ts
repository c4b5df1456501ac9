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

type Due = Omit<Settlement, 'amount'>;

/**
 * The evaluation minus what was paid, per payer, payee and budget year, in order of year. Corrections, caps and cohort measures need no rule of
 * their own: whatever is no longer payable comes out as a credit.
 */
export function settle(payments: Evaluation['payments'], paid: readonly Paid[]): Settlement[] {
  const due: Due[] = [
    ...payments.map(({ payer, payee, year, amount }) => ({
      payer,
      payee,
      budgetYear: year,
      payable: amount,
      paidBefore: 0n,
    })),
    ...paid.map(({ payer, payee, budgetYear, amount }) => ({
      payer,
      payee,
      budgetYear,
      payable: 0n,
      paidBefore: amount,
    })),
  ];
  const together = Map.groupBy(due, ({ payer, payee, budgetYear }) => `${budgetYear} ${payer} ${payee}`);
  return [...together.keys()]
    .sort()
    .map((key) => settlement(together.get(key)!))
    .filter(({ payable, paidBefore }) => payable !== 0n || paidBefore !== 0n);
}

function settlement(same: readonly Due[]): Settlement {
  const { payer, payee, budgetYear } = same[0]!;
  const payable = sum(same.map((each) => each.payable));
  const paidBefore = paidBeforeOf(same);
  return { payer, payee, budgetYear, payable, paidBefore, amount: payable - paidBefore };
}

export const amountOf = (settlements: readonly Settlement[]): bigint => sum(settlements.map(({ amount }) => amount));
export const paidBeforeOf = (settlements: readonly Pick<Settlement, 'paidBefore'>[]): bigint =>
  sum(settlements.map(({ paidBefore }) => paidBefore));
