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
import type { CohortPoint, IndividualRun } from '../kinds/kind.js';
import { kindOf } from '../kinds/kinds.js';
import type { Plan } from '../plan.js';
import { NONE } from './intake.js';
import type { Findings } from './findings.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

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
  readonly rows: Rows;
  readonly unpaid: UnpaidList;
  readonly cutOff: LocalDate;
  readonly assumed: AssumedValue;
}

/** Settles the values that are due at the cut-off; the others are reported as not yet due. */
export function settleCohort(
  run: IndividualRun,
  outcome: CohortOutcome,
  { rows, unpaid, cutOff, assumed }: Settlement,
): void {
  const { plan, self, intake, findings } = run;
  for (const fact of intake.byCode[self.index]!) unpaid.add('measured-on-cohort', outcome.code, intake.facts[fact]!.id);
  const value = assumed(outcome.code);
  for (const point of pointsOf(plan, outcome)) {
    const measured =
      point.day > dayOf(cutOff)
        ? 'not-yet-due'
        : value
          ? { value, people: 0, reached: 0 }
          : kindOf(outcome).measure(outcome, { plan, intake, findings, point });
    const refused = typeof measured === 'string' ? measured : conditionsFail(findings, outcome, point);
    if (refused !== undefined) unpaid.add(refused, outcome.code);
    else if (typeof measured !== 'string') findings.record(self.index, rows.addCohort(self.index, point, measured));
  }
}
