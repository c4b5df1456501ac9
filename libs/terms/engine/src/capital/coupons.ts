import { type CouponRate, dateOfDay, type Evaluation, toDecimal } from '@ringvirkning/terms-language';
import type { Rows } from '../evaluate/rows.js';
import type { Plan } from '../plan.js';
import { rateBy } from './rate-by.js';

/** The rates that the results so far give by the coupon tables, in the order of their days. Looked up with the exact values, which nobody else sees. */
export function couponRates({ terms, codes }: Plan, rows: Rows): Pick<Evaluation, 'coupons'> {
  const tables = terms.capital.flatMap(({ coupon }, capital) =>
    coupon ? [{ capital, outcome: codes.get(coupon.outcome)!, rateAt: rateBy(coupon) }] : [],
  );
  if (tables.length === 0) return {};
  const found: (CouponRate & { readonly day: number })[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.measured(row) === undefined) continue;
    for (const { capital, outcome, rateAt } of tables) {
      if (rows.outcome(row) !== outcome) continue;
      const [day, value] = [rows.day(row), rows.quantity(row)];
      found.push({ capital, day, on: dateOfDay(day), value: toDecimal(value), rate: rateAt(value) });
    }
  }
  return {
    coupons: found.sort((a, b) => a.day - b.day || a.capital - b.capital).map(({ day: _day, ...each }) => each),
  };
}
