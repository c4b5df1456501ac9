import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { daysOf, DUE_BANDS, followUpDays } from './due.js';

const day = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(localDate('2026-01-01'), days));
const inBand = (today: LocalDate, on: LocalDate): string[] =>
  DUE_BANDS.filter((band) => {
    const { from, to } = daysOf(band, today);
    return (from === null || from <= on) && (to === null || on <= to);
  });

describe('the bands of a due list', () => {
  it.each([
    ['2026-11-27', 'overdue'],
    ['2026-11-28', 'this-week'],
    ['2026-11-29', 'this-week'],
    ['2026-11-30', 'next-week'],
    ['2026-12-06', 'next-week'],
    ['2026-12-07', 'later'],
  ])('on a Saturday, %s is %s', (on, band) => expect(inBand(localDate('2026-11-28'), localDate(on))).toEqual([band]));
  it.each([
    ['2026-11-30', '2026-12-06'],
    ['2026-12-06', '2026-12-06'],
    ['2027-01-01', '2027-01-03'],
    ['1999-12-31', '2000-01-02'],
  ])('the week of %s ends on %s', (today, sunday) =>
    expect(daysOf('this-week', localDate(today))).toEqual({ from: today, to: sunday }),
  );
  it('hold every day exactly once', () =>
    fc.assert(fc.property(day, day, (today, on) => inBand(today, on).length === 1)));
  it('ask for follow-ups of a year, and for no older ones', () => {
    const today = localDate('2026-11-28');
    expect(followUpDays(daysOf('overdue', today), today)).toEqual({ from: '2025-11-28', to: '2026-11-27' });
    expect(followUpDays(daysOf('this-week', today), today)).toEqual(daysOf('this-week', today));
  });
});
