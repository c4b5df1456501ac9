import { digestOf } from '@ringvirkning/kernel';
import type { Agreement, Term } from './agreement-schema.js';

/** What the benefits ledger holds of a purse, a budget year and a line of the valuation model; minor units. Nobody can be told from it. */
export interface SharedFigure {
  readonly figure: 'gained' | 'invested' | 'paid';
  readonly silo: string;
  readonly year: number;
  readonly basis: 'realised' | 'forecast' | null;
  readonly cashable: boolean | null;
  /** The consequence of the model; null for what is invested and paid. */
  readonly line: string | null;
  readonly amount: bigint;
}

/** What the ledger does not hold and the agreement asks for: the spending of a line in kroner, or quality between 0 and 1. */
export interface StatedFigure {
  readonly figure: string;
  readonly year: number;
  readonly value: string;
  readonly source: string;
}

export interface SharedFacts {
  readonly figures: readonly SharedFigure[];
  readonly stated: readonly StatedFigure[];
}

/** `realised` is what is settled; `expected` adds the forecast, for simulation only. */
export type Counting = 'realised' | 'expected';

export interface Books {
  /** Gains of a side in the years of a term, on lines of the model (all when not given). */
  gained(side: string, years: Term, lines?: readonly string[]): bigint;
  /** Capital paid in, or outcome payments made, by a side up to and including a year. */
  cost(side: string, of: 'capital' | 'payments', through: number): bigint;
  stated(figure: string, year: number): string | undefined;
}

const KIND = { capital: 'invested', payments: 'paid' } as const;

/** Reads facts by the sides of an agreement: only what the agreement counts. */
export function booksOf(agreement: Agreement, { figures, stated }: SharedFacts, counting: Counting): Books {
  const silos = new Map(agreement.sides.map(({ id, silo }) => [id, silo]));
  const counts = ({ figure, basis, cashable }: SharedFigure): boolean =>
    figure !== 'gained' ||
    ((counting === 'expected' || basis === 'realised') && (agreement.gains === 'all' || cashable === true));
  const bySilo = Map.groupBy(figures.filter(counts), ({ silo }) => silo);
  const total = (side: string, wanted: (figure: SharedFigure) => boolean): bigint =>
    (bySilo.get(silos.get(side)!) ?? []).filter(wanted).reduce((sum, { amount }) => sum + amount, 0n);
  const known = new Map(stated.map(({ figure, year, value }) => [`${figure} ${year}`, value]));
  return {
    gained: (side, { from, to }, lines) =>
      total(
        side,
        ({ figure, year, line }) =>
          figure === 'gained' && year >= from && year <= to && (lines === undefined || lines.includes(line ?? '')),
      ),
    cost: (side, of, through) => total(side, ({ figure, year }) => figure === KIND[of] && year <= through),
    stated: (figure, year) => known.get(`${figure} ${year}`),
  };
}

const text = ({ figure, silo, year, basis, cashable, line, amount }: SharedFigure) =>
  [figure, silo, year, basis, cashable, line, amount.toString()] as const;

/** The same figures in any order have the same digest (SHA-256 of their canonical JSON). */
export const digestOfFacts = ({ figures, stated }: SharedFacts): string =>
  digestOf({
    figures: figures
      .map(text)
      .map((each) => JSON.stringify(each))
      .sort(),
    stated: stated.map(({ figure, year, value, source }) => JSON.stringify([figure, year, value, source])).sort(),
  });
