import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { amountOf, forecastOf, nameOf, sumOf, type Shown } from './result-figures.js';

/** One figure of two versions. `money` is in minor units, `share` and `number` are decimals; absent where a version has no such figure. */
export interface ComparedFigure {
  readonly key: string;
  readonly label: 'payable' | 'gross' | 'excess' | 'payer' | 'year' | 'irr' | 'multiple';
  /** The party or year the figure is about. */
  readonly about?: string;
  readonly kind: 'money' | 'share' | 'number';
  readonly a: string | null;
  readonly b: string | null;
  readonly difference: string | null;
}

/** The figures of version A and version B next to each other, with B − A. */
export function compare(a: Simulation, b: Simulation, shown: Shown): ComparedFigure[] {
  const [left, right] = [forecastOf(a, shown), forecastOf(b, shown)];
  const money = (
    label: ComparedFigure['label'],
    about: string | undefined,
    of: (forecast: Forecast) => string,
  ): ComparedFigure => {
    const [before, after] = [of(left), of(right)];
    return {
      key: `${label}/${about ?? ''}`,
      label,
      ...(about === undefined ? {} : { about }),
      kind: 'money',
      a: before,
      b: after,
      difference: (BigInt(after) - BigInt(before)).toString(),
    };
  };
  const union = <T>(of: (forecast: Forecast) => readonly T[]): T[] => [...new Set([...of(left), ...of(right)])];
  const name = (party: string): string => (nameOf(a)(party) === party ? nameOf(b)(party) : nameOf(a)(party));
  return [
    money('payable', undefined, ({ payable }) => payable),
    money('gross', undefined, ({ gross }) => gross),
    money('excess', undefined, ({ excess }) => sumOf(excess.map(({ amount }) => amount))),
    ...union(({ payers }) => payers.map(({ party }) => party)).map((party) => ({
      ...money('payer', party, ({ payers }) => amountOf(payers, party)),
      about: name(party),
    })),
    ...union(({ years }) => years.map(({ year }) => year))
      .sort((x, y) => x - y)
      .map((year) =>
        money('year', String(year), ({ years }) => years.find((each) => each.year === year)?.payable ?? '0'),
      ),
    ...union(({ capital }) => capital.map(({ party }) => party)).flatMap((party) => [
      decimals('irr', party, name(party), left, right),
      decimals('multiple', party, name(party), left, right),
    ]),
  ];
}

function decimals(
  label: 'irr' | 'multiple',
  party: string,
  about: string,
  left: Forecast,
  right: Forecast,
): ComparedFigure {
  const of = ({ capital }: Forecast): string | null => capital.find((each) => each.party === party)?.[label] ?? null;
  const [a, b] = [of(left), of(right)];
  return {
    key: `${label}/${party}`,
    label,
    about,
    kind: label === 'irr' ? 'share' : 'number',
    a,
    b,
    difference: a === null || b === null ? null : subtract(b, a),
  };
}

/** Exact difference of two decimals with at most four places. */
function subtract(from: string, amount: string): string {
  const scaled = (decimal: string): bigint => {
    const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)!;
    return BigInt(`${sign}${whole}${fraction.padEnd(4, '0').slice(0, 4)}`);
  };
  const difference = scaled(from) - scaled(amount);
  const digits = (difference < 0n ? -difference : difference).toString().padStart(5, '0');
  return `${difference < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
