import { divide, multiply, rational, type Rational } from '../rational.js';
import { intervalOf } from '../schema/follow-ups.js';
import { perWords } from '../evaluate/money-text.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

/** amount × months that the follow-up covers ÷ months of the price: a doubled interval costs double. */
export const perTime: PriceRule<PriceOf<'per-time'>> = (price, terms, schedule) => {
  const perMonth = divide(minor(price.amount), rational(BigInt(price.months)));
  const amounts = new Map<string, Rational>();
  for (const { code } of terms.followUps) if (!schedule || schedule.includes(code)) amounts.set(code, multiply(perMonth, intervalOf(terms, schedule, code)));
  const time = price.months === 1 ? { da: 'måned', en: 'month' } : { da: `${price.months} måneder`, en: `${price.months} months` };
  return { words: perWords(minor(price.amount), terms.currency, time), flat: true, amount: (_quantity, at) => amounts.get(at.followUp!)! };
};
