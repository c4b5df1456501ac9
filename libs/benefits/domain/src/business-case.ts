import { multiplyRounded, sum } from '@ringvirkning/kernel';
import { discountFactor, type DiscountRates } from './discount.js';
import { sumShown, type Cell, type Figure } from './overview.js';

/** Present value of an amount that falls `year` years ahead, rounded half away from zero to the minor unit. For presentation: the ledger holds undiscounted amounts. */
export function presentValue(amount: bigint, year: number, rates?: DiscountRates): bigint {
  const { numerator, denominator } = discountFactor(year, rates);
  return multiplyRounded(amount, numerator, denominator);
}

export interface YearFigures {
  readonly budgetYear: number;
  /** What was paid or invested, positive. */
  readonly cost: bigint;
  readonly gain: bigint;
}

export interface BusinessCaseYear extends YearFigures {
  readonly net: bigint;
  /** Undiscounted net of this and all earlier years. */
  readonly cumulative: bigint;
  /** Of the net, seen from the base year. */
  readonly presentValue: bigint;
}

export interface Case {
  readonly baseYear: number;
  readonly years: readonly BusinessCaseYear[];
  /** Sum of the years' rounded present values, so that the table adds up. */
  readonly presentValue: bigint;
  /** First budget year from which the cumulative net is not negative any more; null when it ends negative or there are no figures. */
  readonly paybackYear: number | null;
}

/** The phased yearly profile as a business case. Years without figures between the first and the last are filled in; the first is year 0. */
export function businessCase(figures: readonly YearFigures[], rates?: DiscountRates): Case | null {
  if (figures.length === 0) return null;
  const byYear = new Map(figures.map((year) => [year.budgetYear, year]));
  const baseYear = Math.min(...byYear.keys());
  const years: BusinessCaseYear[] = [];
  let cumulative = 0n;
  for (let budgetYear = baseYear; budgetYear <= Math.max(...byYear.keys()); budgetYear += 1) {
    const { cost, gain } = byYear.get(budgetYear) ?? { cost: 0n, gain: 0n };
    const net = gain - cost;
    cumulative += net;
    years.push({
      budgetYear,
      cost,
      gain,
      net,
      cumulative,
      presentValue: presentValue(net, budgetYear - baseYear, rates),
    });
  }
  const lastNegative = years.findLastIndex((year) => year.cumulative < 0n);
  return {
    baseYear,
    years,
    presentValue: sum(years.map((year) => year.presentValue)),
    paybackYear: years[lastNegative + 1]?.budgetYear ?? null,
  };
}

/** What a contract's intervention costs: the capital that pays for it, or, where nobody put up capital, the outcome payments. Not both: payments repay the capital. */
export const costOf = (cells: readonly Cell[]): 'invested' | 'paid' =>
  cells.some((cell) => cell.figure === 'invested') ? 'invested' : 'paid';

/**
 * The business case of one contract: its cost against all gains, whoever bears and keeps them; cells withheld from the reader are left out.
 * `hidden` when nothing of some year's cost or gain is shown: then the whole would mislead.
 */
export function contractCase(
  cells: readonly Cell[],
  withhold: boolean,
  rates?: DiscountRates,
): { readonly result: Case | null; readonly hidden: boolean } {
  const cost = costOf(cells);
  const years = [
    ...Map.groupBy(
      cells.filter(({ figure }) => figure === cost || figure === 'gained'),
      (cell) => cell.budgetYear,
    ),
  ];
  const of = (ofYear: readonly Cell[], figure: Figure) =>
    sumShown(
      ofYear.filter((cell) => cell.figure === figure),
      withhold,
    );
  const figures = years.map(([budgetYear, ofYear]) => ({
    budgetYear,
    cost: of(ofYear, cost),
    gain: of(ofYear, 'gained'),
  }));
  return {
    result: businessCase(
      figures.map((year) => ({ budgetYear: year.budgetYear, cost: year.cost ?? 0n, gain: year.gain ?? 0n })),
      rates,
    ),
    hidden: figures.some((year) => year.cost === null || year.gain === null),
  };
}
