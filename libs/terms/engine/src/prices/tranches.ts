import {
  add,
  compare,
  max,
  min,
  multiply,
  parseRational,
  type PriceOf,
  type Rational,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

/**
 * Each slice of the amount (in kroner) pays its share; nothing above the last slice, below the threshold, or for no saving.
 * A slice whose condition does not hold is priced and withheld, so that it shows as an excess.
 */
export const tranches: PriceRule<PriceOf<'tranches'>> = (price, { currency }) => {
  const slices = price.tranches.map((slice) => ({
    upTo: slice.upTo === undefined ? undefined : parseRational(slice.upTo),
    rate: minor(slice.share, currency),
    requires: slice.requires,
  }));
  const threshold = price.threshold === undefined ? undefined : parseRational(price.threshold);
  const sumOf = (quantity: Rational, counts: (slice: (typeof slices)[number]) => boolean): Rational => {
    let from: Rational = ZERO;
    let due: Rational = ZERO;
    for (const slice of slices) {
      const to = slice.upTo === undefined ? quantity : min(quantity, slice.upTo);
      if (counts(slice)) due = add(due, multiply(slice.rate, max(ZERO, subtract(to, from))));
      from = max(from, to);
    }
    return due;
  };
  return {
    words: () => ({ da: 'andel af beløbet, tranche for tranche', en: 'share of the amount, tranche by tranche' }),
    flat: false,
    isShare: true,
    amount: (quantity) =>
      compare(quantity, ZERO) <= 0 || (threshold && compare(quantity, threshold) < 0)
        ? 'below-threshold'
        : sumOf(quantity, () => true),
    withheld: (quantity, at) => sumOf(quantity, (slice) => !slice.requires.every((condition) => at.holds(condition))),
  };
};
