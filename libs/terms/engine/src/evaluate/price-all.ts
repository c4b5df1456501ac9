import type { Condition } from '@ringvirkning/terms-language';
import { priceOn } from '../plan.js';
import type { Plans } from '../versions/plans.js';
import type { Findings } from './findings.js';
import type { Intake } from './intake.js';
import { afterSample, Pricing, type Priced } from './pricing.js';
import { placesOf } from './places.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

/** The price of each row by the version that holds on its day; undefined for outcomes that are measured and not paid, and for what a price rule pays nothing for. */
export function priceAll(
  plans: Plans,
  intake: Intake,
  rows: Rows,
  findings: Findings,
  unpaid: UnpaidList,
): (Priced | undefined)[] {
  const pricings = plans.all.map(({ plan }) => new Pricing(plan));
  const priced = new Array<Priced | undefined>(rows.length);
  let row = 0;
  const holds = (condition: Condition): boolean =>
    rows.person(row) >= 0
      ? findings.holdsFor(condition, rows.person(row), rows.day(row))
      : findings.holdsForCohort(condition, {
          cohort: rows.cohort(row),
          followUp: rows.followUp(row),
          day: rows.day(row),
        });
  const asked = { holds };
  const numbers = placesOf(plans, intake, rows);
  for (; row < rows.length; row++) {
    const number = numbers[row];
    const version = plans.at(rows.day(row));
    const self = plans.all[version]!.plan.outcomes[rows.outcome(row)]!;
    const period = priceOn(self, rows.day(row));
    if (!period) continue;
    const price = pricings[version]!.price(
      period,
      rows.quantity(row),
      rows.followUp(row),
      rows.group(row),
      rows.year(row),
      number === undefined ? asked : { holds, number },
    );
    const fact = intake.facts[rows.fact(row)];
    if (typeof price === 'string') unpaid.add(price, self.outcome.code, fact?.id);
    else priced[row] = fact?.paidShare === undefined ? price : afterSample(price, fact.paidShare);
  }
  return priced;
}
