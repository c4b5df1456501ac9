import { sum } from '@ringvirkning/kernel';
import { minorUnits } from '../prices/minor.js';
import type { Party, Terms } from '../schema/terms.js';
import type { Course } from './course.js';
import { payerCeiling } from './payer-ceiling.js';

/** The most that a payer can come to pay or lose, minor units. */
export interface WorstCase {
  readonly party: string;
  readonly kind: Party['kind'];
  /** When everything is achieved that the simulation starts from. */
  readonly allAchieved: bigint;
  /** In the dearest of all computed courses. */
  readonly highest: bigint;
  /** The dearest budget year of any of them; null when nothing is ever paid. */
  readonly dearestYear: { readonly year: number; readonly amount: bigint } | null;
  /** What the caps and prices allow at most, whatever is achieved (rounding may add an øre in a budget year); null when nothing limits it. */
  readonly ceiling: bigint | null;
  /** Own capital and guarantees, lost when nothing is achieved. */
  readonly atRisk: bigint;
}

/** What each payer pays in a course, per year. */
export type PaidYears = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

export function paidYears({ years }: Course): PaidYears {
  const paid = new Map<string, Map<number, bigint>>();
  for (const { year, payers } of years) {
    for (const { party, amount } of payers) {
      const own = paid.get(party) ?? new Map<number, bigint>();
      paid.set(party, own.set(year, (own.get(year) ?? 0n) + amount));
    }
  }
  return paid;
}

/** One entry per payer, municipalities first. The first course is the one in which everything is achieved. */
export function worstCases(terms: Terms, courses: readonly PaidYears[]): WorstCase[] {
  const payers = terms.parties.filter(({ roles }) => roles.includes('payer'));
  const municipalitiesFirst = [...payers].sort(
    (a, b) => Number(b.kind === 'municipality') - Number(a.kind === 'municipality'),
  );
  return municipalitiesFirst.map((party) => {
    const own = courses.map((course) => course.get(party.id) ?? new Map<number, bigint>());
    const totals = own.map((years) => sum(years.values()));
    const dearest = own
      .flatMap((years) => [...years])
      .reduce<[number, bigint] | undefined>(
        (most, each) => (most === undefined || each[1] > most[1] ? each : most),
        undefined,
      );
    return {
      party: party.id,
      kind: party.kind,
      allAchieved: totals[0] ?? 0n,
      highest: totals.reduce((a, b) => (a > b ? a : b), 0n),
      dearestYear: dearest ? { year: dearest[0], amount: dearest[1] } : null,
      ceiling: payerCeiling(terms, party),
      atRisk: sum(terms.capital.filter((each) => each.party === party.id).map(({ amount }) => minorUnits(amount))),
    };
  });
}
