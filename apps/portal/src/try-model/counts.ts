import type { Countable, CountedFact, Simulation } from '@ringvirkning/contracts-api';

/** What somebody wrote into the table of counts: by row and year, and how much each is, by row. */
export interface CountTable {
  readonly cells: Readonly<Record<string, string>>;
  readonly each: Readonly<Record<string, string>>;
}
export const NO_COUNTS: CountTable = { cells: {}, each: {} };

export const rowOf = ({ outcome, followUp }: Pick<Countable, 'outcome' | 'followUp'>): string =>
  `${outcome}/${followUp?.code ?? ''}`;
export const cellOf = (row: string, year: number): string => `${row}/${year}`;

/** The budget years of a contract. */
export function yearsOf({ from, to }: Simulation['period']): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The written counts as facts, of what these terms can count; empty cells say nothing. Quantities may be written with a comma. */
export const countsOf = (
  { cells, each }: CountTable,
  countable: readonly Countable[],
  years: readonly number[],
): CountedFact[] =>
  years.flatMap((year) =>
    countable.flatMap((row) => {
      const key = rowOf(row);
      const count = (cells[cellOf(key, year)] ?? '').trim();
      const quantity = (each[key] ?? '').trim().replace(',', '.');
      if (count === '') return [];
      return [
        {
          outcome: row.outcome,
          ...(row.followUp ? { followUp: row.followUp.code } : {}),
          period: String(year),
          count: Number(count),
          ...(row.quantified && quantity !== '' ? { quantity } : {}),
        },
      ];
    }),
  );

/** The same as a file, to go on writing by hand. */
export const csvOf = (counts: readonly CountedFact[]): string =>
  [
    'outcome;follow_up;period;count;quantity',
    ...counts.map(({ outcome, followUp = '', period, count, quantity = '' }) =>
      [outcome, followUp, period, count, quantity].join(';'),
    ),
  ].join('\n');
