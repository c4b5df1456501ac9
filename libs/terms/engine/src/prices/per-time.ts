import type { Sentence } from '@ringvirkning/kernel';
import {
  compare,
  divide,
  intervalOf,
  multiply,
  numberText,
  perWords,
  type PriceOf,
  type Rational,
  rational,
  toDecimal,
} from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

/** amount × months that the follow-up covers ÷ months of the price: a doubled interval costs double. */
export const perTime: PriceRule<PriceOf<'per-time'>> = (price, terms, schedule) => {
  const perMonth = divide(minor(price.amount, terms.currency), rational(BigInt(price.months)));
  const covered = new Map<string, Rational>();
  for (const { code } of terms.followUps)
    if (!schedule || schedule.includes(code)) covered.set(code, intervalOf(terms, schedule, code));
  const unit = price.months === 1 ? { da: 'måned', en: 'month' } : months(rational(BigInt(price.months)));
  const rate = perWords(minor(price.amount, terms.currency), terms.currency, unit);
  return {
    words(followUp) {
      const time = covered.get(followUp!)!;
      if (compare(time, rational(BigInt(price.months))) === 0) return rate;
      return {
        da: `${rate.da}, opfølgningen dækker ${months(time).da}`,
        en: `${rate.en}, the follow-up covers ${months(time).en}`,
      };
    },
    flat: true,
    amount: (_quantity, at) => multiply(perMonth, covered.get(at.followUp!)!),
  };
};

/** «6 måneder»; weeks are parts of months. */
function months(count: Rational): Sentence {
  const text = numberText(toDecimal(count, 2));
  return text.en === '1' ? { da: '1 måned', en: '1 month' } : { da: `${text.da} måneder`, en: `${text.en} months` };
}
