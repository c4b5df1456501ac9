import { perWords, type PriceOf, type Rational } from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

export const perClaim: PriceRule<PriceOf<'per-claim'>> = (price, terms) => {
  const byFollowUp = new Map<string | undefined, Rational>(
    price.byFollowUp?.map((entry) => [entry.followUp, minor(entry.amount, terms.currency)]),
  );
  const amount = price.amount === undefined ? undefined : minor(price.amount, terms.currency);
  const at = (followUp: string | undefined): Rational => byFollowUp.get(followUp) ?? amount!;
  return {
    words: (followUp) => perWords(at(followUp), terms.currency, { da: 'resultat', en: 'claim' }),
    flat: true,
    amount: (_quantity, { followUp }) => at(followUp),
  };
};
