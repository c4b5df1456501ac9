import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateInDenmark,
  daysBetween,
  instant,
  isLocalDate,
  localDate,
  monthsBetween,
  addDaysInDenmark,
  timeInDenmark,
} from './local-date.js';

const date = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(localDate('1970-01-01'), n));

describe('LocalDate', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '0000-01-01', '2026-1-1', '2026-04-31'])(
    'refuses %s',
    (text) => expect(isLocalDate(text)).toBe(false),
  );
  it('knows leap days', () => expect(isLocalDate('2024-02-29')).toBe(true));
  it('counts days back and forth', () =>
    fc.assert(fc.property(date, fc.integer({ min: -5000, max: 5000 }), (d, n) => daysBetween(d, addDays(d, n)) === n)));
  it('keeps a missing day inside its month', () => expect(addMonths(localDate('2024-01-31'), 1)).toBe('2024-02-29'));
  it('counts a month on the day it is full, not the day before', () => {
    expect(monthsBetween(localDate('2024-01-15'), localDate('2024-02-14'))).toBe(0);
    expect(monthsBetween(localDate('2024-01-15'), localDate('2024-02-15'))).toBe(1);
  });
  it('adds months and counts them again', () =>
    fc.assert(fc.property(date, fc.integer({ min: 0, max: 240 }), (d, n) => monthsBetween(d, addMonths(d, n)) === n)));
});

describe('dateInDenmark', () => {
  it('turns the year at midnight in Copenhagen', () => {
    expect(dateInDenmark(instant('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
    expect(dateInDenmark(instant('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });
});

describe('timeInDenmark', () => {
  it.each([
    ['2026-01-15T06:30:00Z', '07:30'],
    ['2026-07-15T05:30:59Z', '07:30'],
    ['2026-12-31T23:05:00Z', '00:05'],
  ])('at %s shows %s', (at, shown) => expect(timeInDenmark(instant(at))).toBe(shown));
});

describe('days added to a moment', () => {
  it.each([
    ['2026-10-14T22:30:00.000Z', 14, '2026-10-28T23:30:00.000Z', 'into winter time'],
    ['2026-03-20T22:30:00.000Z', 14, '2026-04-03T21:30:00.000Z', 'into summer time'],
    ['2026-06-01T10:00:00.123Z', 14, '2026-06-15T10:00:00.123Z', 'within summer time'],
    ['2026-12-20T10:00:00.000Z', 30, '2027-01-19T10:00:00.000Z', 'over a new year'],
    ['2026-03-15T01:30:00.000Z', 14, '2026-03-29T01:30:00.000Z', 'to half past two, which the clocks pass over'],
    ['2026-10-11T00:30:00.000Z', 14, '2026-10-25T01:30:00.000Z', 'to half past two, which comes twice'],
    ['2026-10-14T22:30:00.000Z', 0, '2026-10-14T22:30:00.000Z', 'none'],
  ])('%s and %i days is %s: %s', (at, days, then) => expect(addDaysInDenmark(instant(at), days)).toBe(then));
});
