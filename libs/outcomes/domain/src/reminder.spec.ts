import { describe, expect, it } from '@jest/globals';
import { addDays, dateInDenmark, instant, localDate, type LocalDate } from '@ringvirkning/kernel';
import { isReminderDue, reminderPeriod, type ReminderRhythm } from './reminder.js';

const due = (rhythm: ReminderRhythm, lastPeriod: string | null, at: string): boolean =>
  isReminderDue({ rhythm, lastPeriod: lastPeriod && localDate(lastPeriod) } as never, instant(at), { from: '07:00' });

/** The days, out of so many, on which somebody is reminded who is looked at every hour. */
function remindedOn(rhythm: ReminderRhythm, first: string, days: number, closed: readonly LocalDate[] = []): string[] {
  let lastPeriod: LocalDate | null = localDate('2000-01-01');
  const on: string[] = [];
  for (let hour = 0; hour < days * 24; hour++) {
    const now = instant(new Date(Date.parse(`${first}T00:30:00Z`) + hour * 3_600_000).toISOString());
    if (!isReminderDue({ rhythm, lastPeriod }, now, { from: '07:00', closed })) continue;
    lastPeriod = reminderPeriod(rhythm, dateInDenmark(now));
    on.push(now.slice(0, 13));
  }
  return on;
}

describe('a reminder', () => {
  it('comes every working day in the morning, and not at Easter', () =>
    expect(remindedOn('daily', '2026-03-30', 9)).toEqual([
      '2026-03-30T05',
      '2026-03-31T05',
      '2026-04-01T05',
      '2026-04-07T05',
    ]));
  it('does not come on a day on which this municipality is closed', () =>
    expect(remindedOn('daily', '2026-03-30', 3, [localDate('2026-03-31')])).toEqual([
      '2026-03-30T05',
      '2026-04-01T05',
    ]));
  it('comes on the first working day of each week', () =>
    expect(remindedOn('weekly', '2026-03-30', 22)).toEqual([
      '2026-03-30T05',
      '2026-04-07T05',
      '2026-04-13T05',
      '2026-04-20T05',
    ]));
  it('is made up for later in the same day or week, and not after', () => {
    expect(due('weekly', '2026-11-16', '2026-11-26T15:00:00Z')).toBe(true);
    expect(due('weekly', '2026-11-16', '2026-11-28T15:00:00Z')).toBe(false);
    expect(due('daily', '2026-11-23', '2026-11-24T21:00:00Z')).toBe(true);
  });
  it('waits for the time of day that is set, by the clocks in Denmark', () => {
    expect(due('daily', '2026-07-13', '2026-07-14T04:59:59Z')).toBe(false);
    expect(due('daily', '2026-07-13', '2026-07-14T05:00:00Z')).toBe(true);
    expect(due('daily', '2026-01-13', '2026-01-14T05:59:59Z')).toBe(false);
    expect(due('daily', '2026-01-13', '2026-01-14T06:00:00Z')).toBe(true);
  });
  it('comes at once when it is the first, also in a weekend', () => {
    expect(due('weekly', null, '2026-11-28T23:00:00Z')).toBe(true);
  });
  it('does not come twice in a week by changing how often', () => {
    const wednesday = localDate('2026-11-25');
    expect(due('weekly', wednesday, '2026-11-26T10:00:00Z')).toBe(false);
    expect(due('daily', addDays(wednesday, -2), '2026-11-25T10:00:00Z')).toBe(true);
    expect(due('daily', wednesday, '2026-11-25T10:00:00Z')).toBe(false);
  });
});
