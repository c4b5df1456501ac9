import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { expectedReceipts } from './expected-receipts.js';

const year = (on: string, amount: bigint) => ({ on: localDate(on), amount });
const planned = {
  receipts: [year('2025-12-31', 100n), year('2026-12-31', 200n), year('2027-06-30', 300n)],
  repayers: ['fund'],
  settledOn: localDate('2027-06-30'),
};
const expected = (today: string, paid: [number, bigint][] = [], toPassOn = 0n) =>
  expectedReceipts(planned, new Map(paid), toPassOn, localDate(today)).map(({ on, amount }) => [on, amount]);

describe('what is expected', () => {
  it('is what the plan says of this and later years; what is paid takes the place of its part', () => {
    expect(expected('2026-03-01')).toEqual([
      ['2026-12-31', 200n],
      ['2027-06-30', 300n],
    ]);
    expect(expected('2026-03-01', [[2026, 150n]])).toEqual([
      ['2026-12-31', 50n],
      ['2027-06-30', 300n],
    ]);
    expect(expected('2026-03-01', [[2026, 201n]])).toEqual([['2027-06-30', 300n]]);
  });
  it('and what is paid and not passed on: today', () =>
    expect(expected('2027-09-01', [[2027, 300n]], 70n)).toEqual([['2027-09-01', 70n]]));
  it('after the last day, what is left of its year', () =>
    expect(expected('2027-09-01', [[2027, 100n]])).toEqual([['2027-09-01', 200n]]));
});
