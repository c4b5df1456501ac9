import type { Sentence } from '@ringvirkning/kernel';
import type { Condition, Price, Rational, Terms, UnpaidReason } from '@ringvirkning/terms-language';
import { byNumber } from './by-number.js';
import { perClaim } from './per-claim.js';
import { perTime } from './per-time.js';
import { perUnit } from './per-unit.js';
import { interpolated } from './interpolated.js';
import { steps } from './steps.js';
import { tranches } from './tranches.js';

/** Where a price is asked for. */
export interface PriceAt {
  /** Code of the follow-up, if any. */
  readonly followUp?: string;
  /** In which place the person came, from 1; absent where a claim is asked about alone. */
  readonly number?: number;
  /** Whether a condition of the price holds (conditional tranches). */
  holds(condition: Condition): boolean;
}

/** A price, ready to use: the exact amount in minor units for a quantity, or why nothing is due. */
export interface PricePlan {
  readonly rule: Price['kind'];
  /** The rule in a few words, at a follow-up if it has them. */
  words(followUp?: string): Sentence;
  /** What a quantity counts, when the price is per unit of it: «dag», «dage». */
  readonly unit?: { readonly one: Sentence; readonly many: Sentence };
  /** The price of one unit, when the amount is a multiple of it. */
  readonly each?: Rational;
  /** The amount is a share of money, and no price. */
  readonly isShare?: true;
  /** The amount does not depend on the quantity, so it can be remembered per follow-up, group and year. */
  readonly flat: boolean;
  amount(quantity: Rational, at: PriceAt): Rational | UnpaidReason;
  /** The part of the amount whose condition does not hold. */
  withheld?(quantity: Rational, at: PriceAt): Rational;
}

/** Makes a plan from a price rule. One file per rule; each reads the whole terms, since follow-ups may matter. */
export type PriceRule<P> = (price: P, terms: Terms, schedule: readonly string[] | undefined) => Omit<PricePlan, 'rule'>;

export function compilePrice(price: Price, terms: Terms, schedule?: readonly string[]): PricePlan {
  return { rule: price.kind, ...rules(price, terms, schedule) };
}

function rules(price: Price, terms: Terms, schedule: readonly string[] | undefined): Omit<PricePlan, 'rule'> {
  switch (price.kind) {
    case 'per-claim':
      return perClaim(price, terms, schedule);
    case 'per-unit':
      return perUnit(price, terms, schedule);
    case 'per-time':
      return perTime(price, terms, schedule);
    case 'steps':
      return steps(price, terms, schedule);
    case 'interpolated':
      return interpolated(price, terms, schedule);
    case 'tranches':
      return tranches(price, terms, schedule);
    case 'by-number':
      return byNumber(price, terms, schedule);
  }
}
