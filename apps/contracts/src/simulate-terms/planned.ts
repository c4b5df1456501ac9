import { contractErrors } from '@ringvirkning/contracts-domain';
import type { PlannedCount } from '@ringvirkning/contracts-api';
import type { Outcome, Terms } from '@ringvirkning/terms';

/** One evaluation of so many claims takes some 50 ms: nothing else is served meanwhile. */
export const MOST_CLAIMS = 10_000;
/** Draws of one simulation, over all success rates and runs; less than a second of computing, in slices. */
const MOST_DRAWS = 100_000;

const plannedOf = (outcome: Outcome) => ('planned' in outcome ? outcome.planned : []);
const countsOf = ({ outcomes }: Terms): number[] => outcomes.flatMap((outcome) => plannedOf(outcome).map(({ count }) => count));

export const plannedClaims = (terms: Terms): number => countsOf(terms).reduce((sum, count) => sum + count, 0);
export const plannedPeople = (terms: Terms): number => Math.max(0, ...countsOf(terms));

/** Runs that the size of the contract leaves room for: as many as asked, or fewer. */
export const affordableRuns = (asked: number, claims: number, rates: number): number => Math.min(asked, Math.max(1, Math.floor(MOST_DRAWS / Math.max(1, claims * rates))));

/** The terms with this many per cent of every planned count, rounded to whole results. */
export const withSuccess = (terms: Terms, percent: number): Terms => replan(terms, (outcome) => plannedOf(outcome).map((each) => ({ ...each, count: Math.round((each.count * percent) / 100) })));

/**
 * The terms with these counts instead of the planned ones, for the outcomes that are mentioned.
 * @throws invalid `contracts.counts-invalid` that lists every count that fits no outcome.
 */
export function withCounts(terms: Terms, counts: readonly PlannedCount[]): Terms {
  const errors = counts.flatMap((count, index) => misfits(terms, count, `facts[${index}]`));
  if (errors.length > 0) throw contractErrors.countsInvalid(errors);
  const of = (code: string): PlannedCount[] => counts.filter(({ outcome }) => outcome === code);
  return replan(terms, (outcome) => (of(outcome.code).length === 0 ? plannedOf(outcome) : of(outcome.code).map(({ followUp, cohort, count }) => ({ followUp, cohort, count }))));
}

const replan = (terms: Terms, planned: (outcome: Outcome) => ReturnType<typeof plannedOf>): Terms => ({
  ...terms,
  outcomes: terms.outcomes.map((outcome) => ('planned' in outcome ? { ...outcome, planned: planned(outcome) } : outcome)),
});

function misfits(terms: Terms, { outcome: code, followUp, cohort }: PlannedCount, path: string) {
  const outcome = terms.outcomes.find((each) => each.code === code);
  const misfit = (da: string, en: string) => [{ code: 'contracts.count-unknown', path, da, en }];
  if (!outcome) return misfit(`Vilkårene har intet resultat ${code}.`, `The terms have no outcome ${code}.`);
  if (!('planned' in outcome)) return misfit(`${code} måles på en gruppe og kan ikke tælles.`, `${code} is measured on a group and cannot be counted.`);
  if ((outcome.followUps ?? []).length > 0 !== (followUp !== undefined) || (followUp !== undefined && !outcome.followUps?.includes(followUp)))
    return misfit(`Opfølgningen passer ikke til ${code}.`, `The follow-up does not fit ${code}.`);
  return cohort === undefined || terms.cohorts.some((each) => each.code === cohort) ? [] : misfit(`Vilkårene har ingen kohorte ${cohort}.`, `The terms have no cohort ${cohort}.`);
}
