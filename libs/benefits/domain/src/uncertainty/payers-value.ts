import { addMonths } from '@ringvirkning/kernel';
import type { ValuationModel } from '../model-schema.js';
import { valuate } from '../valuate.js';
import type { Expected, PurseOf } from './expected.js';

/** What an authority or another payer pays for all expected outcomes of one kind. Minor units. */
export interface PaidOutcome {
  readonly outcome: string;
  readonly payer: string;
  readonly amount: bigint;
}

export interface PayerValue extends PaidOutcome {
  /** Outcomes that the payer pays for. */
  readonly count: number;
  /** What they give the payer, in all its departments, within `VALUE_YEARS` of each outcome; undiscounted. */
  readonly gained: bigint;
  /** Whether it pays no more than it gains. */
  readonly isWorth: boolean;
}

/** The period of the Social Impact Partnerships to Pay for Results Act (SIPPRA, 42 U.S.C. § 1397n): no payer pays more than the outcome is worth to it in ten years. */
export const VALUE_YEARS = 10;

/** The authority of a purse, without its department: `municipality:0751/social` → `municipality:0751`. */
export const authorityOf = (purse: string): string => purse.split('/')[0]!;

/** The payer's value test, per payer and outcome. A municipality pays for its own people; other payers for all. */
export function payersValue(
  model: ValuationModel,
  expected: readonly Expected[],
  payments: readonly PaidOutcome[],
  purseOf: PurseOf,
): PayerValue[] {
  const all = tally(model, expected, purseOf);
  return payments.map((payment) => {
    const { counts, gains } = all.get(payment.outcome) ?? nothing();
    const count = payment.payer.startsWith('municipality:')
      ? (counts.get(payment.payer) ?? 0)
      : [...counts.values()].reduce((a, b) => a + b, 0);
    const gained = gains.get(payment.payer) ?? 0n;
    return { ...payment, count, gained, isWorth: payment.amount <= gained };
  });
}

interface Tally {
  /** Outcomes by the authority of the people. */
  readonly counts: Map<string, number>;
  /** Gains within the period by the authority that gains. */
  readonly gains: Map<string, bigint>;
}

const nothing = (): Tally => ({ counts: new Map(), gains: new Map() });

function tally(model: ValuationModel, expected: readonly Expected[], purseOf: PurseOf): Map<string, Tally> {
  const all = new Map<string, Tally>();
  for (const each of expected) {
    const { counts, gains } = all.get(each.outcome) ?? nothing();
    all.set(each.outcome, { counts, gains });
    counts.set(each.authority, (counts.get(each.authority) ?? 0) + each.count);
    const ends = addMonths(each.on, 12 * VALUE_YEARS);
    for (const line of valuate(model, each)) {
      if (line.fallsOn >= ends) continue;
      const gainer = authorityOf(purseOf(line, each));
      gains.set(gainer, (gains.get(gainer) ?? 0n) + line.amount * BigInt(each.count));
    }
  }
  return all;
}
