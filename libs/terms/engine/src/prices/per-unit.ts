import type { Sentence } from '@ringvirkning/kernel';
import { boundOf, compare, multiply, perWords, type PriceOf, ZERO } from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

type Unit = PriceOf<'per-unit'>['unit'];
const units = (one: [string, string], many: [string, string]) => ({
  one: { da: one[0], en: one[1] },
  many: { da: many[0], en: many[1] },
});
const UNITS: Record<Unit, { readonly one: Sentence; readonly many: Sentence }> = {
  day: units(['dag', 'day'], ['dage', 'days']),
  'percentage-point': units(['procentpoint', 'percentage point'], ['procentpoint', 'percentage points']),
  point: units(['point', 'point'], ['point', 'points']),
  unit: units(['enhed', 'unit'], ['enheder', 'units']),
  hour: units(['time', 'hour'], ['timer', 'hours']),
  week: units(['uge', 'week'], ['uger', 'weeks']),
  month: units(['måned', 'month'], ['måneder', 'months']),
  event: units(['hændelse', 'event'], ['hændelser', 'events']),
};

/** amount × quantity; nothing for a quantity of zero or less; with a threshold, nothing below it and the whole quantity from it. */
export const perUnit: PriceRule<PriceOf<'per-unit'>> = (price, terms) => {
  const amount = minor(price.amount, terms.currency);
  const threshold = price.threshold === undefined ? undefined : boundOf(price.threshold);
  return {
    words: () => perWords(amount, terms.currency, UNITS[price.unit].one),
    unit: UNITS[price.unit],
    each: amount,
    flat: false,
    amount: (quantity) =>
      compare(quantity, ZERO) <= 0 || (threshold && compare(quantity, threshold) < 0)
        ? 'below-threshold'
        : multiply(amount, quantity),
  };
};
