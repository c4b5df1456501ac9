import {
  add,
  boundOf,
  type Capital,
  compare,
  divide,
  multiply,
  parseRational,
  type Rational,
  subtract,
  toDecimal,
} from '@ringvirkning/terms-language';
import { lastReached } from '../prices/steps.js';

/** Decimals of a rate between two rows. */
const DECIMALS = 9;

/** The yearly rate that a coupon table gives by a result: `'0'` below its first row; between rows that of the last one reached, or on the line to the next. */
export function rateBy({ rates, interpolated = false }: NonNullable<Capital['coupon']>): (value: Rational) => string {
  const reached = lastReached(rates);
  return (value) => {
    const row = reached(value);
    const next = row && rates[rates.indexOf(row) + 1];
    return interpolated && next && compare(boundOf(row.from), boundOf(next.from)) < 0
      ? toDecimal(onLine(row, next, value), DECIMALS)
      : (row?.rate ?? '0');
  };
}

type Row = NonNullable<Capital['coupon']>['rates'][number];

function onLine(row: Row, next: Row, value: Rational): Rational {
  const [from, to] = [boundOf(row.from), boundOf(next.from)];
  const [low, high] = [parseRational(row.rate), parseRational(next.rate)];
  const part = divide(subtract(value, from), subtract(to, from));
  return add(low, multiply(part, subtract(high, low)));
}
