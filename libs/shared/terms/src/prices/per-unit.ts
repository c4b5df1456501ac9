import type { Sentence } from '@ringvirkning/kernel';
import { perWords } from '../evaluate/money-text.js';
import { compare, multiply, parseRational, ZERO } from '../rational.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

const UNITS: Record<PriceOf<'per-unit'>['unit'], Sentence> = {
  day: { da: 'dag', en: 'day' },
  'percentage-point': { da: 'procentpoint', en: 'percentage point' },
  point: { da: 'point', en: 'point' },
  unit: { da: 'enhed', en: 'unit' },
  hour: { da: 'time', en: 'hour' },
  week: { da: 'uge', en: 'week' },
  month: { da: 'måned', en: 'month' },
};

/** amount × quantity; nothing for a quantity of zero or less; with a threshold, nothing below it and the whole quantity from it. */
export const perUnit: PriceRule<PriceOf<'per-unit'>> = (price, terms) => {
  const amount = minor(price.amount);
  const threshold = price.threshold === undefined ? undefined : parseRational(price.threshold);
  return {
    words: perWords(amount, terms.currency, UNITS[price.unit]),
    flat: false,
    amount: (quantity) => (compare(quantity, ZERO) <= 0 || (threshold && compare(quantity, threshold) < 0) ? 'below-threshold' : multiply(amount, quantity)),
  };
};
