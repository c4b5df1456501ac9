import { describe, expect, it } from '@jest/globals';
import { formatAge, formatDate, formatDecimal, formatInstant, formatShare, todayInDenmark } from './text.js';

describe('dates', () => {
  it('are the same day for every reader', () => {
    expect(formatDate('2026-12-31', 'da')).toBe('31. december 2026');
    expect(formatDate('2026-12-31', 'en')).toBe('31 December 2026');
  });
  it('tell moments in Danish time', () =>
    expect(formatInstant('2026-06-30T22:30:00.000Z', 'da')).toContain('1. jul. 2026'));
  it('know that a budget year ends at midnight in Denmark', () => {
    expect(todayInDenmark(new Date('2026-12-31T22:59:59Z'))).toBe('2026-12-31');
    expect(todayInDenmark(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });
});

describe('figures', () => {
  it('shows shares as per cent', () =>
    expect([formatShare(0.823, 'da').replace('\u00a0', ' '), formatShare(1, 'en')]).toEqual(['82,3 %', '100%']));
  it('keeps decimals of the terms exact', () =>
    expect([formatDecimal('8.5', 'da'), formatDecimal('1234567890123456.5', 'en'), formatDecimal('1/3', 'da')]).toEqual(
      ['8,5', '1,234,567,890,123,456.5', '1/3'],
    ));
  it('rounds ages to what one can act on', () =>
    expect([3.2, 600, 7_200, 31 * 86_400].map((seconds) => formatAge(seconds, 'da'))).toEqual([
      ...['3 s', '10 min', '2 t', '31 dage'],
    ]));
});
