import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { dateOfDay, dayOf, yearOfDay } from './days.js';

describe('dates as days', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['1970-02-01', 31],
    ['2024-02-29', 19_782],
    ['2024-03-01', 19_783],
    ['2024-12-31', 20_088],
    ['2025-01-01', 20_089],
  ])('%s is day %p, and back', (date, day) => {
    expect(dayOf(localDate(date))).toBe(day);
    expect(dateOfDay(day)).toBe(date);
    expect(yearOfDay(day)).toBe(Number(date.slice(0, 4)));
  });
});
