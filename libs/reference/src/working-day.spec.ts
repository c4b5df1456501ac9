import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, localDate } from '@ringvirkning/kernel';
import { isWorkingDay } from './working-day.js';

const closed = (year: number): string[] => {
  const first = localDate(`${year}-01-01`);
  const days = Array.from({ length: daysBetween(first, localDate(`${year + 1}-01-01`)) }, (_, i) => addDays(first, i));
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  return days.filter((day) => !isWorkingDay(day) && !isWeekend(day)).map((day) => day.slice(5));
};

describe('working days', () => {
  it.each([
    // Published calendars of these years.
    [2023, ['04-06', '04-07', '04-10', '05-05', '05-18', '05-29', '06-05', '12-25', '12-26']],
    [2024, ['01-01', '03-28', '03-29', '04-01', '05-09', '05-20', '06-05', '12-24', '12-25', '12-26', '12-31']],
    [2026, ['01-01', '04-02', '04-03', '04-06', '05-14', '05-25', '06-05', '12-24', '12-25', '12-31']],
    [2027, ['01-01', '03-25', '03-26', '03-29', '05-06', '05-17', '12-24', '12-31']],
    // Easter at its latest, 25 April.
    [2038, ['01-01', '04-22', '04-23', '04-26', '06-03', '06-14', '12-24', '12-31']],
  ])('of %s are all but weekends and %j', (year, days) => expect(closed(year)).toEqual(days));
  it('are no Saturdays and Sundays', () => {
    expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map((day) => isWorkingDay(localDate(day)))).toEqual(
      [true, false, false, true],
    );
  });
});
