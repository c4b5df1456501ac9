import { addDays, addMonths, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import { dateOfDay, dayOf } from '../days.js';
import { rational, subtract, type Rational } from '../rational.js';
import type { FollowUp, Terms } from './terms.js';

const DAYS_PER_MONTH = 30.4375;

/** Position in the schedule, in months; weeks are placed by their average length (for ordering only). */
export const followUpMonths = (followUp: FollowUp): number => followUp.months ?? (followUp.weeks! * 7) / DAYS_PER_MONTH;

/** What people call it: its name, or «12 måneder» / “12 months”. */
export function followUpName({ name, months, weeks }: FollowUp): Sentence {
  const say = (count: number, [da, daMany, en, enMany]: readonly [string, string, string, string]): Sentence => ({
    da: `${count} ${count === 1 ? da : daMany}`,
    en: `${count} ${count === 1 ? en : enMany}`,
  });
  return (
    name ??
    (months !== undefined
      ? say(months, ['måned', 'måneder', 'month', 'months'])
      : say(weeks!, ['uge', 'uger', 'week', 'weeks']))
  );
}

/** The date of a follow-up of someone who started on a date. */
export const followUpDate = (followUp: FollowUp, start: LocalDate): LocalDate =>
  followUp.months !== undefined ? addMonths(start, followUp.months) : addDays(start, followUp.weeks! * 7);

const exactMonths = (followUp: FollowUp | undefined): Rational =>
  followUp === undefined
    ? rational(0n)
    : followUp.months !== undefined
      ? rational(BigInt(followUp.months))
      : rational(BigInt(followUp.weeks!) * 12n, 52n);

/** The months that a follow-up covers: stated, or since the follow-up before it in the same schedule (weeks count as 12/52 month). */
export function intervalOf(terms: Terms, schedule: readonly string[] | undefined, code: string): Rational {
  const ordered = terms.followUps
    .filter((followUp) => !schedule || schedule.includes(followUp.code))
    .sort((a, b) => followUpMonths(a) - followUpMonths(b));
  const position = ordered.findIndex((followUp) => followUp.code === code);
  const followUp = ordered[position]!;
  return followUp.interval !== undefined
    ? rational(BigInt(followUp.interval))
    : subtract(exactMonths(followUp), exactMonths(ordered[position - 1]));
}

/** The day on which the full additional period between two follow-ups (from the start, when there is none before) has run, counted from a day. */
export function additionalPeriod(day: number, before: FollowUp | undefined, followUp: FollowUp): number {
  const start = dateOfDay(day);
  if (before?.months !== undefined && followUp.months !== undefined)
    return dayOf(addMonths(start, followUp.months - before.months));
  const lasts = (each: FollowUp): number => dayOf(followUpDate(each, start)) - day;
  return day + lasts(followUp) - (before ? lasts(before) : 0);
}
