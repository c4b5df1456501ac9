import { localDate, type LocalDate, minorUnits } from '@ringvirkning/kernel';
import { dayOf } from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import type { Priced } from './pricing.js';
import type { Rows } from './rows.js';

/** When a guaranteed year has ended below its floor, what is missing becomes due on its last day. */
export function addFloors(plan: Plan, rows: Rows, priced: (Priced | undefined)[], cutOff: LocalDate): void {
  for (const [index, floor] of plan.terms.floors.entries()) {
    const outcomes = new Set(floor.outcomes.map((code) => plan.codes.get(code)!));
    for (const year of floor.years) {
      const end = localDate(`${year}-12-31`);
      if (end > cutOff) continue;
      let earned = 0n;
      for (let row = 0; row < rows.length; row++) {
        if (rows.year(row) === year && outcomes.has(rows.outcome(row)) && rows.floor(row) === undefined)
          earned += (priced[row]?.amount ?? 0n) - (priced[row]?.withheld ?? 0n);
      }
      const missing = minorUnits(floor.min, plan.terms.currency) - earned;
      if (missing > 0n)
        priced[rows.addFloor(index, plan.codes.get(floor.outcomes[0]!)!, dayOf(end))] = {
          amount: missing,
          withheld: 0n,
        };
    }
  }
}
