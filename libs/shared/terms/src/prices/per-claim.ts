import type { Rational } from '../rational.js';
import { perWords } from '../evaluate/money-text.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

export const perClaim: PriceRule<PriceOf<'per-claim'>> = (price, terms) => {
  const byFollowUp = new Map<string | undefined, Rational>(
    price.byFollowUp?.map((entry) => [entry.followUp, minor(entry.amount)]),
  );
  const amount = price.amount === undefined ? undefined : minor(price.amount);
  const at = (followUp: string | undefined): Rational => byFollowUp.get(followUp) ?? amount!;
  return {
    words: (followUp) => perWords(at(followUp), terms.currency, { da: 'resultat', en: 'claim' }),
    flat: true,
    amount: (_quantity, { followUp }) => at(followUp),
  };
};
