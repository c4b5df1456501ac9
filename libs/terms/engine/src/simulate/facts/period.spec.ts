import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { overlap, readPeriod } from './period.js';

const period = (from: string, to: string) => ({ from: localDate(from), to: localDate(to) });

describe('a period', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026-03-15', '2026-03-15', '2026-03-15'],
  ])('%s is %s to %s', (text, from, to) => expect(readPeriod(text)).toEqual(period(from, to)));
  it.each([
    '',
    '26',
    '2026-H3',
    '2026-Q0',
    '2026-Q5',
    '2026-00',
    '2026-13',
    '2026-1',
    '2026-02-30',
    '9999',
    ' 2026',
    '2026-Q1-',
  ])('%j is none', (text) => expect(readPeriod(text)).toBeUndefined());
  it.each<[string, string, { from: string; to: string } | undefined]>([
    ['2025-12-31', '2026-01-01', { from: '2026-01-01', to: '2026-01-01' }],
    ['2025-12-30', '2025-12-31', undefined],
    ['2026-06-01', '2030-01-01', { from: '2026-06-01', to: '2026-12-31' }],
    ['2026-12-31', '2030-01-01', { from: '2026-12-31', to: '2026-12-31' }],
    ['2027-01-01', '2030-01-01', undefined],
  ])('%s to %s shares %j with 2026', (from, to, shared) =>
    expect(overlap(period(from, to), readPeriod('2026')!)).toEqual(shared),
  );
});
