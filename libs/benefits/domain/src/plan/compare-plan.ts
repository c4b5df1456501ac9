import { costOf } from '../business-case.js';
import { sumShown, type Cell, type Figure, type Shown } from '../overview.js';
import type { PlanLine } from './plan-table.js';

export interface PlanFigures {
  readonly cost: Shown;
  readonly gain: Shown;
  readonly net: Shown;
}

/** One purse in one year: what the plan expected and what the books hold, in øre, signed as in the plan. A figure is null where it is withheld. */
export interface ComparedPlan {
  readonly treasury: PlanLine['treasury'];
  readonly year: number;
  readonly plan: PlanFigures;
  readonly ours: PlanFigures;
  /** ours − plan. */
  readonly difference: PlanFigures;
}

const NONE = { cost: 0n, gain: 0n };
const less = (a: Shown, b: Shown): Shown => (a === null || b === null ? null : a - b);
const withNet = ({ cost, gain }: Omit<PlanFigures, 'net'>): PlanFigures => ({
  cost,
  gain,
  net: less(gain, cost === null ? null : -cost),
});

/**
 * The plan beside the books, per purse and year: all years of either. The books' cost is capital, or where nobody put up capital the payments for outcomes (`costOf`);
 * what other purses than municipality, region and state put up or gain is no part of a SØM table, and left out.
 * @param withhold whether cells of few people are kept from the reader
 */
export function comparePlan(lines: readonly PlanLine[], cells: readonly Cell[], withhold: boolean): ComparedPlan[] {
  const cost = costOf(cells);
  const treasuryOf = ({ silo }: Cell): string => silo.split(/[:/]/)[0]!;
  return (['municipality', 'region', 'state'] as const).flatMap((treasury) => {
    const own = cells.filter(
      (cell) => treasuryOf(cell) === treasury && (cell.figure === cost || cell.figure === 'gained'),
    );
    const planned = lines.filter((line) => line.treasury === treasury);
    const years = [...new Set([...planned, ...own.map((cell) => ({ year: cell.budgetYear }))].map(({ year }) => year))];
    return years
      .sort((a, b) => a - b)
      .map((year) => {
        const shown = (figure: Figure): Shown =>
          sumShown(
            own.filter((cell) => cell.budgetYear === year && cell.figure === figure),
            withhold,
          );
        const paid = shown(cost);
        const plan = withNet(planned.find((line) => line.year === year) ?? NONE);
        const ours = withNet({ cost: paid === null ? null : -paid, gain: shown('gained') });
        const difference = {
          cost: less(ours.cost, plan.cost),
          gain: less(ours.gain, plan.gain),
          net: less(ours.net, plan.net),
        };
        return { treasury, year, plan, ours, difference };
      });
  });
}
