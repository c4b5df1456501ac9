import { compare, parseRational } from '../rational.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';
import type { PriceOf } from './schema.js';

/** The last step whose bound is reached: at the bound when it is inclusive, above it when not. */
export const steps: PriceRule<PriceOf<'steps'>> = (price) => {
  const table = price.steps.map((step) => ({ from: parseRational(step.from), inclusive: step.inclusive, amount: minor(step.amount) }));
  return {
    words: () => ({ da: 'efter trintabellen', en: 'by the step table' }),
    flat: false,
    amount: (quantity) => table.findLast((step) => compare(quantity, step.from) > (step.inclusive ? -1 : 0))?.amount ?? 'below-threshold',
  };
};
