import type { Gains, SiloYear } from '@ringvirkning/benefits-api';

export const SILO_FIGURES = [
  'invested',
  'paid',
  'received',
  'realised',
  'forecast',
  'atSignature',
  'settled',
  'net',
] as const;
export type SiloFigure = (typeof SILO_FIGURES)[number];
type Figures = Readonly<Record<SiloFigure, string | null>>;

/** Whether any gain is counted: without a valuation model there is none, and noughts would look like a result. */
export const hasGains = (gains: Gains): boolean =>
  Object.values(gains).some((amount) => amount === null || !/^-?0+$/.test(amount));

/** Whether anything has been settled between departments, and may be seen. */
export const hasSettled = (years: readonly Pick<SiloYear, 'settled'>[]): boolean =>
  years.some(({ settled }) => settled !== null && !/^-?0+$/.test(settled));

/** Whether what was expected at signature is kept of anything. */
export const hasSigned = (years: readonly Pick<SiloYear, 'atSignature'>[]): boolean =>
  years.some(({ atSignature }) => atSignature !== undefined);

/** A line of the table: one purse, in one year or over all of them. */
export type SiloRow = Pick<SiloYear, 'silo' | 'name' | 'treasury'> &
  Figures & {
    readonly budgetYear: number | null;
  };

/** A sum that hides when a part of it is hidden: the rest would tell the part. */
const plus = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : (BigInt(a) + BigInt(b)).toString();
const minus = (a: string | null): string | null => (a === null ? null : (-BigInt(a)).toString());

/** What has been gained: expected gains are told beside it, never added to it. */
export const realisedOf = ({ realisedCashable, realisedNonCashable }: Gains): string | null =>
  plus(realisedCashable, realisedNonCashable);
export const forecastOf = ({ forecastCashable, forecastNonCashable }: Gains): string | null =>
  plus(forecastCashable, forecastNonCashable);

/** The figures of a purse as the table has them. Net is of money moved, settlements too, and gains realised; what is only expected is not in it. */
export function siloFigures({
  invested,
  paid,
  received,
  settled,
  gains,
  atSignature = '0',
}: Pick<SiloYear, 'invested' | 'paid' | 'received' | 'settled' | 'gains' | 'atSignature'>): Figures {
  const realised = realisedOf(gains);
  // Who is not told what was settled is told net without it.
  const net = [realised, settled ?? '0', minus(invested), minus(paid)].reduce(plus, received);
  return { invested, paid, received, realised, forecast: forecastOf(gains), atSignature, settled, net };
}

export const byYear = (years: readonly SiloYear[]): SiloRow[] =>
  years.map(({ silo, name, treasury, budgetYear, ...year }) => ({
    silo,
    name,
    treasury,
    budgetYear,
    ...siloFigures(year),
  }));

/** One line per purse over all budget years, in order of first appearance. */
export function bySilo(years: readonly SiloYear[]): SiloRow[] {
  const rows = new Map<string, SiloRow>();
  for (const row of byYear(years)) {
    const before = rows.get(row.silo);
    const figures = Object.fromEntries(
      SILO_FIGURES.map((key) => [key, before ? plus(before[key], row[key]) : row[key]]),
    ) as Figures;
    rows.set(row.silo, { ...row, budgetYear: null, ...figures });
  }
  return [...rows.values()];
}
