import { plannedBasis, plannedYears, simulate } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

/** A figure of the older and of the newer terms; null where the terms give none. Money in minor units of each one's own currency, rates as decimals. */
export interface MoneyDifference {
  /**
   * payment: what a payer pays in a budget year when all that is planned is achieved; highest: that of all years; ceiling: what caps allow at most, whatever
   * is achieved (null: nothing limits it); at-risk: own capital and guarantees; paid-in, irr, multiple: of an investor when all is achieved.
   */
  readonly measure: 'payment' | 'highest' | 'ceiling' | 'at-risk' | 'paid-in' | 'irr' | 'multiple';
  readonly party: string;
  readonly year?: number;
  /** Of capital: grant, senior-loan … */
  readonly capital?: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** More planned results take longer to compute than somebody who compares would wait: payments per year are told then, not the investors' return. */
const MOST_CLAIMS = 10_000;

type Figure = Omit<MoneyDifference, 'before' | 'after'> & { readonly value: string | null };

/** What two documents of terms give in money, figure by figure, also where nothing changed: payers in the order of the newer terms, years ascending. */
export function moneyDifferences(before: Terms, after: Terms): MoneyDifference[] {
  const [old, fresh] = [figuresOf(before), figuresOf(after)];
  const keys = [...new Set([...fresh.keys(), ...old.keys()])];
  return keys
    .map((key) => {
      const { value: _, ...figure } = (fresh.get(key) ?? old.get(key))!;
      return { ...figure, before: old.get(key)?.value ?? null, after: fresh.get(key)?.value ?? null };
    })
    .toSorted((a, b) => ORDER.indexOf(a.measure) - ORDER.indexOf(b.measure) || (a.year ?? 0) - (b.year ?? 0));
}

const ORDER: readonly MoneyDifference['measure'][] = [
  'payment',
  'highest',
  'ceiling',
  'at-risk',
  'paid-in',
  'irr',
  'multiple',
];

function figuresOf(terms: Terms): ReadonlyMap<string, Figure> {
  const figures = plannedBasis(terms).claims > MOST_CLAIMS ? plannedOf(terms) : simulatedOf(terms);
  const seen = new Map<string, number>();
  return new Map(
    figures.map((figure) => {
      const key = [figure.measure, figure.party, figure.year, figure.capital].join('/');
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return [`${key}/${nth}`, figure];
    }),
  );
}

const payment = (party: string, year: number, amount: bigint): Figure => ({
  measure: 'payment',
  party,
  year,
  value: String(amount),
});

const plannedOf = (terms: Terms): Figure[] =>
  [...plannedYears(terms)].flatMap(([party, years]) =>
    [...years].map(([year, amount]) => payment(party, year, amount)),
  );

function simulatedOf(terms: Terms): Figure[] {
  const { worstCases, forecast } = simulate(terms, { success: [], seed: 1, runs: 0 });
  return [
    ...forecast.course.years.flatMap(({ year, payers }) =>
      payers.map(({ party, amount }) => payment(party, year, amount)),
    ),
    ...worstCases.flatMap(({ party, highest, ceiling, atRisk }): Figure[] => [
      { measure: 'highest', party, value: String(highest) },
      { measure: 'ceiling', party, value: ceiling === null ? null : String(ceiling) },
      ...(atRisk > 0n ? [{ measure: 'at-risk' as const, party, value: String(atRisk) }] : []),
    ]),
    ...forecast.capital.capital.flatMap(({ party, kind: capital, paidIn, irr, multiple }): Figure[] => [
      { measure: 'paid-in', party, capital, value: String(paidIn) },
      { measure: 'irr', party, capital, value: irr },
      { measure: 'multiple', party, capital, value: multiple },
    ]),
  ];
}
