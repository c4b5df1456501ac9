import { monthsBetween, type LocalDate } from '@ringvirkning/kernel';
import type { WorksIntake } from '@ringvirkning/outcomes-api';
import {
  forecastIntake,
  isBehindPlan,
  latestPace,
  plannedBy,
  plannedInAll,
  plannedInMonths,
  type Pace,
} from '@ringvirkning/outcomes-domain';
import type { IntakeRow, WorksContract } from '../persistence/works.store.js';

type Item = WorksIntake['items'][number];

interface Reader {
  readonly today: LocalDate;
  readonly isOutside: boolean;
  readonly withMonths: boolean;
}

/** What is known of who came: outsiders are told a number of people now and then, everybody else the months. */
interface Come {
  readonly asOf: LocalDate;
  readonly people: number | null;
  readonly pace: Pace;
  readonly suppressed: boolean;
}

export function presentIntake(
  { contractId, ref, title }: WorksContract,
  row: IntakeRow,
  { today, isOutside, withMonths }: Reader,
): Item {
  const { cohorts, months } = row;
  const from = [
    ...cohorts.map((cohort) => cohort.from),
    ...(isOutside ? [] : months.map(({ month }) => month)),
  ].sort()[0];
  const { asOf, people, pace, suppressed } = isOutside ? told(row, from, today) : come(row, from, today);
  const planned = plannedInAll(cohorts);
  const endsOn =
    cohorts
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? null;
  const isOpen = planned !== null && people !== null && endsOn !== null && asOf <= endsOn;
  return {
    contractId,
    ref,
    title,
    asOf,
    people,
    planned,
    plannedByNow: planned === null ? null : plannedBy(cohorts, asOf),
    isBehind: people !== null && isBehindPlan(people, plannedBy(cohorts, asOf)),
    endsOn,
    forecast: (isOpen && forecastIntake({ people, planned }, pace, asOf)) || null,
    suppressed,
    months: isOutside || !withMonths ? null : plannedInMonths(cohorts, months, today),
  };
}

function come({ months }: IntakeRow, from: LocalDate | undefined, today: LocalDate): Come {
  const people = months.reduce((sum, month) => sum + month.people, 0);
  return { asOf: today, people, pace: latestPace(months, from ?? today, today), suppressed: false };
}

function told({ told: last }: IntakeRow, from: LocalDate | undefined, today: LocalDate): Come {
  const asOf = last?.day ?? today;
  const people = last?.people ?? null;
  const pace = { people: people ?? 0, months: monthsBetween(from ?? asOf, asOf) };
  return { asOf, people, pace, suppressed: last?.behind ?? true };
}
