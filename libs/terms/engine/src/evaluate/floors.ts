import { localDate, type LocalDate, minorUnits } from '@ringvirkning/kernel';
import { dayOf } from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import type { Priced } from './pricing.js';
import type { Rows } from './rows.js';

/**
 * When a guaranteed year has ended below its floor, what is missing becomes due on its last day, in the contract's last year on that of the contract. What a
 * floor of some of the outcomes adds is due for them, so it counts towards a floor of more of them: narrower floors come first.
 */
export function addFloors(plan: Plan, rows: Rows, priced: (Priced | undefined)[], cutOff: LocalDate): void {
  const floors = plan.terms.floors
    .map(({ outcomes, years, min }, index) => ({
      index,
      years,
      min: minorUnits(min, plan.terms.currency),
      outcomes: new Set(outcomes.map((code) => plan.codes.get(code)!)),
    }))
    .sort((a, b) => a.outcomes.size - b.outcomes.size || a.index - b.index);
  const outcomesOf = new Map(floors.map(({ index, outcomes }) => [index, outcomes]));
  for (const { index, outcomes, years, min } of floors) {
    const isDueFor = (row: number): boolean => {
      const floor = rows.floor(row);
      const due = floor === undefined ? [rows.outcome(row)] : [...outcomesOf.get(floor)!];
      return due.every((outcome) => outcomes.has(outcome));
    };
    for (const year of years) {
      const last = localDate(`${year}-12-31`);
      const end = last < plan.terms.period.to ? last : plan.terms.period.to;
      if (end > cutOff) continue;
      let earned = 0n;
      for (let row = 0; row < rows.length; row++) {
        if (rows.year(row) === year && isDueFor(row))
          earned += (priced[row]?.amount ?? 0n) - (priced[row]?.withheld ?? 0n);
      }
      const [outcome] = outcomes;
      if (min > earned) priced[rows.addFloor(index, outcome!, dayOf(end))] = { amount: min - earned, withheld: 0n };
    }
  }
}
