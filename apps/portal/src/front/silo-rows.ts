import type { SiloYear } from '@ringvirkning/benefits-api';

const FIGURES = ['invested', 'paid', 'received', 'gained', 'net'] as const;
export type SiloFigure = (typeof FIGURES)[number];

/** A line of the table: one purse, in one year or over all of them. */
export type SiloRow = Pick<SiloYear, 'silo' | 'name' | 'treasury' | SiloFigure> & {
  readonly budgetYear: number | null;
};

/** A sum that hides when a part of it is hidden: the rest would tell the part. */
const plus = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : (BigInt(a) + BigInt(b)).toString();

/** One line per purse over all budget years, in order of first appearance. */
export function bySilo(years: readonly SiloYear[]): SiloRow[] {
  const rows = new Map<string, SiloRow>();
  for (const { silo, name, treasury, ...year } of years) {
    const before = rows.get(silo);
    const figures = Object.fromEntries(
      FIGURES.map((key) => [key, before ? plus(before[key], year[key]) : year[key]]),
    ) as Record<SiloFigure, string | null>;
    rows.set(silo, { silo, name, treasury, budgetYear: null, ...figures });
  }
  return [...rows.values()];
}
