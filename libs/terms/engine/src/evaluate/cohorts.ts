import type { LocalDate } from '@ringvirkning/kernel';
import {
  calendarPeriods,
  type CohortOutcome,
  dayOf,
  followUpDate,
  isCalendar,
  type Rational,
  type UnpaidReason,
} from '@ringvirkning/terms-language';
import type { CohortPoint } from '../kinds/kind.js';
import { kindOf } from '../kinds/kinds.js';
import type { Plan } from '../plan.js';
import { NONE } from './intake.js';
import type { Findings } from './findings.js';
import type { Claiming } from './gate.js';

const conditionsFail = (
  findings: Findings,
  { requires, unless = [] }: CohortOutcome,
  point: CohortPoint,
): UnpaidReason | undefined =>
  !requires.every((condition) => findings.holdsForCohort(condition, point))
    ? 'prerequisite-missing'
    : unless.some((condition) => findings.holdsForCohort(condition, point))
      ? 'excluded-by-fact'
      : undefined;

/** The points at which a cohort outcome is settled: per cohort or pooled, at each of its follow-ups after the intake has ended, or on one day. */
export function pointsOf(plan: Plan, outcome: CohortOutcome): CohortPoint[] {
  const { terms } = plan;
  if (isCalendar(outcome.per))
    return calendarPeriods(outcome.per, terms.period).map((period) => ({
      cohort: NONE,
      followUp: NONE,
      day: dayOf(period.to),
      period,
    }));
  const groups =
    outcome.per === 'cohort'
      ? terms.cohorts.map(({ to }, cohort) => ({ cohort, to }))
      : [{ cohort: NONE, to: lastIntake(plan) }];
  return groups.flatMap(({ cohort, to }) =>
    outcome.followUps
      ? outcome.followUps.map((code) => {
          const followUp = plan.followUps.get(code)!;
          return { cohort, followUp, day: dayOf(followUpDate(terms.followUps[followUp]!, to)) };
        })
      : [{ cohort, followUp: NONE, day: dayOf(outcome.measuredOn ?? (cohort === NONE ? terms.period.to : to)) }],
  );
}

const lastIntake = ({ terms }: Plan): LocalDate =>
  terms.cohorts
    .map((cohort) => cohort.to)
    .sort()
    .at(-1) ?? terms.period.to;

/** The value of a cohort outcome that is assumed instead of measured, e.g. in a simulation. */
export type AssumedValue = (outcome: string) => Rational | undefined;

interface Settlement {
  readonly cutOff: LocalDate;
  readonly assumed: AssumedValue;
}

/**
 * Settles the values that are due at the cut-off; the others are reported as not yet due. A value is of the version that holds on the day on which it is settled,
 * and is settled once.
 */
export function settleCohorts(
  index: number,
  { plans, intake, findings, rows, unpaid }: Claiming,
  { cutOff, assumed }: Settlement,
): void {
  for (const fact of intake.byCode[index]!)
    unpaid.add('measured-on-cohort', intake.facts[fact]!.outcome, intake.facts[fact]!.id);
  const settled = new Set<string>();
  for (const { plan, from, to } of plans.all) {
    const self = plan.outcomes[index];
    if (self === undefined) continue;
    const outcome = self.outcome as CohortOutcome;
    const value = assumed(outcome.code);
    for (const point of pointsOf(plan, outcome)) {
      if (point.day < from || point.day > to || settled.has(pointKey(point))) continue;
      settled.add(pointKey(point));
      const measured =
        point.day > dayOf(cutOff)
          ? 'not-yet-due'
          : value
            ? { value, people: 0, reached: 0 }
            : kindOf(outcome).measure(outcome, { plan, intake, findings, point });
      const refused = typeof measured === 'string' ? measured : conditionsFail(findings, outcome, point);
      if (refused !== undefined) unpaid.add(refused, outcome.code);
      else if (typeof measured !== 'string') findings.record(index, rows.addCohort(index, point, measured));
    }
  }
}

/** What a value is of, whatever the day on which it is settled. */
export const pointKey = ({ cohort, followUp, period }: CohortPoint): string =>
  `${cohort}/${followUp}/${period?.code ?? ''}`;
