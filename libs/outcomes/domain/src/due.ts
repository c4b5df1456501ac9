import { addDays, daysBetween, localDate, type LocalDate } from '@ringvirkning/kernel';

export const DUE_BANDS = ['overdue', 'this-week', 'next-week', 'later'] as const;
export type DueBand = (typeof DUE_BANDS)[number];

/** The days of a band, both included; null where it is open. */
export interface Days {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const A_MONDAY = localDate('2024-01-01');

/** The Sunday that ends the week of a day; weeks begin on Mondays. */
export const sundayOf = (day: LocalDate): LocalDate => addDays(day, 6 - (((daysBetween(A_MONDAY, day) % 7) + 7) % 7));

/** Each day belongs to exactly one band: what should have been done by yesterday, what is left of this week, the next week, and all that comes after. */
export function daysOf(band: DueBand, today: LocalDate): Days {
  const sunday = sundayOf(today);
  switch (band) {
    case 'overdue':
      return { from: null, to: addDays(today, -1) };
    case 'this-week':
      return { from: today, to: sunday };
    case 'next-week':
      return { from: addDays(sunday, 1), to: addDays(sunday, 7) };
    case 'later':
      return { from: addDays(sunday, 8), to: null };
  }
}

/** What nobody has followed up after a year will not be: it stays with the person, and no longer asks for anybody. */
const FOLLOW_UP_DAYS = 365;

/** The days of a band for follow-ups; claims wait for as long as it takes. */
export const followUpDays = ({ from, to }: Days, today: LocalDate): Days => ({
  from: from ?? addDays(today, -FOLLOW_UP_DAYS),
  to,
});
