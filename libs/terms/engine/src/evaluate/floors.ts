import { localDate, type LocalDate, minorUnits } from '@ringvirkning/kernel';
import { dayOf } from '@ringvirkning/terms-language';
import type { InForce, Plans } from '../versions/plans.js';
import type { Priced } from './pricing.js';
import type { Rows } from './rows.js';

/**
 * When a guaranteed year has ended below its floor, what is missing becomes due on its last day, in the contract's last year on that of the contract. What a
 * floor of some of the outcomes adds is due for them, so it counts towards a floor of more of them: narrower floors come first. A floor is of the version that
 * holds on the day on which it is due.
 */
export function addFloors(plans: Plans, rows: Rows, priced: (Priced | undefined)[], cutOff: LocalDate): void {
  for (const version of plans.all) addFloorsOf(version, plans, rows, priced, cutOff);
}

function addFloorsOf(
  { plan, from, to }: InForce,
  plans: Plans,
  rows: Rows,
  priced: (Priced | undefined)[],
  cutOff: LocalDate,
): void {
  const numbered = (outcomes: readonly string[]): Set<number> => new Set(outcomes.map((code) => plan.codes.get(code)!));
  const floors = plan.terms.floors
    .map(({ outcomes, years, min }, index) => ({
      index,
      years,
      min: minorUnits(min, plan.terms.currency),
      outcomes: numbered(outcomes),
    }))
    .sort((a, b) => a.outcomes.size - b.outcomes.size || a.index - b.index);
  /** The outcomes that a row is due for. */
  const dueFor = (row: number): Iterable<number> => {
    const floor = rows.floor(row);
    if (floor === undefined) return [rows.outcome(row)];
    return numbered(plans.all[plans.at(rows.day(row))]!.plan.terms.floors[floor]!.outcomes);
  };
  for (const { index, outcomes, years, min } of floors) {
    for (const year of years) {
      const last = localDate(`${year}-12-31`);
      const end = last < plan.terms.period.to ? last : plan.terms.period.to;
      if (end > cutOff || dayOf(end) < from || dayOf(end) > to) continue;
      let earned = 0n;
      for (let row = 0; row < rows.length; row++) {
        if (rows.year(row) === year && [...dueFor(row)].every((outcome) => outcomes.has(outcome)))
          earned += (priced[row]?.amount ?? 0n) - (priced[row]?.withheld ?? 0n);
      }
      const [outcome] = outcomes;
      if (min > earned) priced[rows.addFloor(index, outcome!, dayOf(end))] = { amount: min - earned, withheld: 0n };
    }
  }
}
