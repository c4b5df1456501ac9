import {
  add,
  boundOf,
  compare,
  divide,
  multiply,
  type PriceOf,
  type Rational,
  subtract,
} from '@ringvirkning/terms-language';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

interface Point {
  readonly at: Rational;
  readonly amount: Rational;
}

/** A straight line from point to point; the amount of the last point above it. */
export const interpolated: PriceRule<PriceOf<'interpolated'>> = (price, { currency }) => {
  const points: Point[] = price.points.map((point) => ({
    at: boundOf(point.at),
    amount: minor(point.amount, currency),
  }));
  return {
    words: () => ({
      da: 'efter tabellen, med rette linjer mellem punkterne',
      en: 'by the table, with straight lines between its points',
    }),
    flat: false,
    amount(quantity) {
      const next = points.findIndex((point) => compare(quantity, point.at) < 0);
      if (next === 0) return price.below === 'first-amount' ? points[0]!.amount : 'below-threshold';
      return next < 0 ? points.at(-1)!.amount : between(points[next - 1]!, points[next]!, quantity);
    },
  };
};

function between(from: Point, to: Point, quantity: Rational): Rational {
  const way = divide(subtract(quantity, from.at), subtract(to.at, from.at));
  return add(from.amount, multiply(subtract(to.amount, from.amount), way));
}
