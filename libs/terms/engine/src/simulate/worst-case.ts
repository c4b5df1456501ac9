import { minorUnits, sum } from '@ringvirkning/kernel';
import {
  compare,
  isIndividual,
  type Outcome,
  parseRational,
  type Party,
  type Price,
  type Terms,
} from '@ringvirkning/terms-language';
import { courseOf, type Course } from './course.js';
import { evenly, perMillion } from './luck.js';
import { payerCeiling } from './payer-ceiling.js';
import { plannedBasis } from './planned.js';

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

/** One evaluation of so many planned results takes some 50 ms: nothing else is served meanwhile. */
const MOST_PLANNED = 10_000;

/**
 * What each payer pays per year at most when everything is achieved that the terms plan. A plan of more results than can be computed at once is computed as a
 * part of itself and multiplied: never too little, as a cap then binds later than it would.
 * @param success The same when so many of the people succeed, in per cent, at most four decimals.
 */
export function plannedYears(terms: Terms, success = '100'): PaidYears {
  const parts = Math.max(1, Math.ceil(plannedBasis(terms).claims / MOST_PLANNED));
  const part = parts === 1 ? terms : { ...terms, outcomes: terms.outcomes.map((outcome) => partOf(outcome, parts)) };
  const paid = paidYears(courseOf(part, plannedBasis(part), evenly(perMillion(success))));
  if (parts === 1) return paid;
  return new Map(
    terms.parties.map((party) => {
      const ceiling = payerCeiling(terms, party);
      const years = [...(paid.get(party.id) ?? [])].map(([year, amount]): [number, bigint] => {
        const whole = amount * BigInt(parts);
        return [year, ceiling !== null && ceiling < whole ? ceiling : whole];
      });
      return [party.id, new Map(years)];
    }),
  );
}

const partOf = (outcome: Outcome, parts: number): Outcome =>
  isIndividual(outcome)
    ? {
        ...outcome,
        planned: outcome.planned.map((each) => ({ ...each, count: Math.ceil(each.count / parts) })),
        ...(outcome.price ? { price: tiersOf(outcome.price, parts) } : {}),
        ...(outcome.laterPrices
          ? { laterPrices: outcome.laterPrices.map(({ from, price }) => ({ from, price: tiersOf(price, parts) })) }
          : {}),
      }
    : outcome;

/** Of a part of the people so many fewer reach the next tier, rounded to whichever costs more. */
function tiersOf(price: Price, parts: number): Price {
  if (price.kind !== 'by-number') return price;
  const tiers = price.tiers.map(({ upTo, amount }, i) => {
    if (upTo === undefined) return { amount };
    const rises = compare(parseRational(price.tiers[i + 1]!.amount), parseRational(amount)) > 0;
    return { upTo: rises ? Math.floor(upTo / parts) : Math.ceil(upTo / parts), amount };
  });
  return { ...price, tiers };
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
      atRisk: sum(
        terms.capital.filter((each) => each.party === party.id).map(({ amount }) => minorUnits(amount, terms.currency)),
      ),
    };
  });
}
