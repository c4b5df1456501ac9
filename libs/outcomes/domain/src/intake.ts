import { addDays, addMonths, daysBetween, monthsBetween, type LocalDate } from '@ringvirkning/kernel';
import { countInterval } from '@ringvirkning/statistics';

/** A cohort that shall have so many people, who come evenly between two days. */
export interface PlannedCohort {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly planned?: number | undefined;
}

export const plannedInAll = (cohorts: readonly PlannedCohort[]): number | null => {
  const counts = cohorts.flatMap(({ planned }) => planned ?? []);
  return counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : null;
};

/** How many should have come by the end of a day. */
export const plannedBy = (cohorts: readonly PlannedCohort[], day: LocalDate): number =>
  Math.round(
    cohorts.reduce((sum, { from, to, planned = 0 }) => {
      const days = daysBetween(from, to) + 1;
      const gone = Math.min(days, Math.max(0, daysBetween(from, day) + 1));
      return sum + (planned * gone) / days;
    }, 0),
  );

const FEWEST_PLANNED = 5;

/**
 * Whether fewer have come than the plan says, and by more than chance: with five planned by now at least, even the upper limit of the 95 % interval of how many come
 * (Poisson, Garwood 1936) lies below the plan.
 */
export const isBehindPlan = (people: number, planned: number): boolean =>
  planned >= FEWEST_PLANNED && countInterval(people).high < planned;

/** People who came within the latest months. */
export interface Pace {
  readonly people: number;
  readonly months: number;
}

export interface IntakeForecast extends Pace {
  readonly perMonth: number;
  readonly interval: { readonly low: number; readonly high: number };
  /** At the pace, and at the bounds of its interval; null when not within {@link LONGEST_YEARS}. */
  readonly reachedOn: LocalDate | null;
  readonly earliest: LocalDate | null;
  readonly latest: LocalDate | null;
}

const DAYS_PER_MONTH = 30.4375;
const LONGEST_YEARS = 50;

/**
 * When the plan is reached if people go on coming as they did lately. How sure the pace is follows from how many it is reckoned from (Poisson, 95 %).
 * Undefined when the plan is reached, or there is nothing to reckon from.
 */
export function forecastIntake(
  { people, planned }: { readonly people: number; readonly planned: number },
  pace: Pace,
  today: LocalDate,
): IntakeForecast | undefined {
  const missing = planned - people;
  if (missing <= 0 || pace.months <= 0) return undefined;
  const { low, high } = countInterval(pace.people);
  const reachedAt = (perMonth: number): LocalDate | null => {
    const days = perMonth > 0 ? Math.ceil((missing / perMonth) * DAYS_PER_MONTH) : Infinity;
    return days <= LONGEST_YEARS * 12 * DAYS_PER_MONTH ? addDays(today, days) : null;
  };
  const perMonth = pace.people / pace.months;
  const interval = { low: low / pace.months, high: high / pace.months };
  return {
    ...pace,
    perMonth,
    interval,
    reachedOn: reachedAt(perMonth),
    earliest: reachedAt(interval.high),
    latest: reachedAt(interval.low),
  };
}

const PACE_MONTHS = 6;
const firstOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01` as LocalDate;

/** The pace of the latest whole months, at most six, and none from before the first people were expected or came. */
export function latestPace(
  months: readonly { readonly month: LocalDate; readonly people: number }[],
  from: LocalDate,
  today: LocalDate,
): Pace {
  const now = firstOf(today);
  const first = [firstOf(from), addMonths(now, -PACE_MONTHS)].sort()[1]!;
  const counted = months.filter(({ month }) => month >= first && month < now);
  return {
    people: counted.reduce((sum, { people }) => sum + people, 0),
    months: monthsBetween(first, now),
  };
}

/** People who came by month, beside those who were planned to, from the first month of either to the last. */
export function plannedInMonths(
  cohorts: readonly PlannedCohort[],
  come: readonly { readonly month: LocalDate; readonly people: number }[],
  today: LocalDate,
): { month: LocalDate; people: number; planned: number }[] {
  const people = new Map(come.map((each) => [each.month, each.people]));
  const days = [...cohorts.flatMap(({ from, to }) => [from, to]), ...people.keys(), today].map(firstOf).sort();
  const [first, last] = [days[0]!, days.at(-1)!];
  return Array.from({ length: monthsBetween(first, last) + 1 }, (_, index) => {
    const month = addMonths(first, index);
    const before = plannedBy(cohorts, addDays(month, -1));
    return {
      month,
      people: people.get(month) ?? 0,
      planned: plannedBy(cohorts, addDays(addMonths(month, 1), -1)) - before,
    };
  });
}
