import { addDays, dateInDenmark, timeInDenmark, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { isWorkingDay } from '@ringvirkning/reference';
import { sundayOf } from './due.js';

export const REMINDER_RHYTHMS = ['daily', 'weekly'] as const;
export type ReminderRhythm = (typeof REMINDER_RHYTHMS)[number];

/** The day or week that one reminder is for, by its first day. */
export const reminderPeriod = (rhythm: ReminderRhythm, today: LocalDate): LocalDate =>
  rhythm === 'daily' ? today : addDays(sundayOf(today), -6);

/**
 * Whether somebody is to be reminded now: on a day on which the municipality works from a time of day on (`07:00`), once in each day or week. One that was missed in the
 * week is made up for; the first comes at once, so that whoever asks for reminders sees what comes.
 */
export function isReminderDue(
  { rhythm, lastPeriod }: { readonly rhythm: ReminderRhythm; readonly lastPeriod: LocalDate | null },
  now: Instant,
  { from, closed = [] }: { readonly from: string; readonly closed?: readonly LocalDate[] },
): boolean {
  if (lastPeriod === null) return true;
  const today = dateInDenmark(now);
  return lastPeriod < reminderPeriod(rhythm, today) && isWorkingDay(today, closed) && timeInDenmark(now) >= from;
}
