import { compare, multiply, parseRational } from '../rational.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

/** amount × quantity; with a threshold, nothing below it and the whole quantity from it. */
export const perUnit: PriceRule<PriceOf<'per-unit'>> = (price) => {
  const amount = minor(price.amount);
  const threshold = price.threshold === undefined ? undefined : parseRational(price.threshold);
  return { flat: false, amount: (quantity) => (threshold && compare(quantity, threshold) < 0 ? 'below-threshold' : multiply(amount, quantity)) };
};
