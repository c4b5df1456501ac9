import { multiply, type Rational } from '../rational.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

export const perClaim: PriceRule<PriceOf<'per-claim'>> = (price) => {
  const byFollowUp = new Map<string | undefined, Rational>(price.byFollowUp?.map((entry) => [entry.followUp, minor(entry.amount)]));
  const amount = price.amount === undefined ? undefined : minor(price.amount);
  return { flat: true, amount: (quantity, at) => multiply(byFollowUp.get(at.followUp) ?? amount!, quantity) };
};
