import { boundOf, compare, type PriceOf, type Rational } from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

/** Where a row of a table begins. */
interface Bound {
  readonly from: string;
  readonly inclusive: boolean;
}

/** Finds the last row whose bound is reached: at the bound when it is inclusive, above it when not; undefined below the first. Rows are ascending. */
export function lastReached<B extends Bound>(rows: readonly B[]): (value: Rational) => B | undefined {
  const table = rows.map((row) => ({ row, from: boundOf(row.from), least: row.inclusive ? 0 : 1 }));
  return (value) => table.findLast(({ from, least }) => compare(value, from) >= least)?.row;
}

export const steps: PriceRule<PriceOf<'steps'>> = (price, { currency }) => {
  const reached = lastReached(price.steps.map((step) => ({ ...step, amount: minor(step.amount, currency) })));
  return {
    words: () => ({ da: 'efter trintabellen', en: 'by the step table' }),
    flat: false,
    amount: (quantity) => reached(quantity)?.amount ?? 'below-threshold',
  };
};
