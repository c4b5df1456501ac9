import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { cellOf, countsOf, csvOf, rowOf, yearsOf } from './counts.js';

const name = { da: 'x', en: 'x' };
const countable = [
  { outcome: 'job', name, quantified: false },
  { outcome: 'home', name, followUp: { code: 'm6', name }, quantified: false },
  { outcome: 'saving', name, quantified: true, unit: 'SEK' },
];
const [job, home, saving] = countable.map(rowOf) as [string, string, string];
const written = (cells: Record<string, string>, each: Record<string, string> = {}) =>
  countsOf({ cells, each }, countable, [2026, 2027]);

describe('counts by year', () => {
  it('are asked for each budget year of the contract', () =>
    expect(yearsOf({ from: localDate('2025-07-01'), to: localDate('2027-01-31') })).toEqual([2025, 2026, 2027]));
  it('become facts, year by year; empty cells say nothing, a nought says none', () =>
    expect(
      written({
        [cellOf(job, 2027)]: '3',
        [cellOf(job, 2026)]: ' 5 ',
        [cellOf(home, 2026)]: '0',
        [cellOf(home, 2027)]: '',
      }),
    ).toEqual([
      { outcome: 'job', period: '2026', count: 5 },
      { outcome: 'home', followUp: 'm6', period: '2026', count: 0 },
      { outcome: 'job', period: '2027', count: 3 },
    ]));
  it('take how much each is, written the Danish or the English way, where that is asked for', () =>
    expect(written({ [cellOf(saving, 2026)]: '1', [cellOf(job, 2026)]: '1' }, { [saving]: '7,5', [job]: '2' })).toEqual(
      [
        { outcome: 'job', period: '2026', count: 1 },
        { outcome: 'saving', period: '2026', count: 1, quantity: '7.5' },
      ],
    ));
  it('of rows that the terms no longer have are left out', () => expect(written({ 'gone//2026': '4' })).toEqual([]));
  it('can be gone on with as a file', () =>
    expect(csvOf(written({ [cellOf(home, 2026)]: '4', [cellOf(saving, 2027)]: '1' }, { [saving]: '10' }))).toBe(
      'outcome;follow_up;period;count;quantity\nhome;m6;2026;4;\nsaving;;2027;1;10',
    ));
});
