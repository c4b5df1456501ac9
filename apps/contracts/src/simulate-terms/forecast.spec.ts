import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { Course } from '@ringvirkning/terms';
import { liquidityOf, worstCaseOf } from './forecast.js';

const day = localDate;

describe('liquidity', () => {
  const from = day('2026-01-01');
  it('adds up what is paid in and received to each day, from the first day of the contract', () => {
    const postings = [
      { on: day('2026-01-01'), party: 'dsi', kind: 'paid-in' as const, amount: 1000n },
      { on: day('2027-06-30'), party: 'dsi', kind: 'paid-in' as const, amount: 500n },
      { on: day('2027-12-31'), party: 'dsi', kind: 'principal' as const, amount: 300n },
    ];
    const receipts = [{ on: day('2026-12-31'), amount: 400n }, { on: day('2027-12-31'), amount: 300n }];
    expect(liquidityOf(from, { postings }, receipts).map(({ on, paidIn, received, balance }) => [on, paidIn, received, balance])).toEqual([
      ['2026-01-01', '1000', '0', '-1000'],
      ['2026-12-31', '1000', '400', '-600'],
      ['2027-06-30', '1500', '400', '-1100'],
      ['2027-12-31', '1500', '700', '-800'],
    ]);
  });
  it('starts at nothing without capital', () => expect(liquidityOf(from, { postings: [] }, [])).toEqual([{ on: from, paidIn: '0', received: '0', balance: '0' }]));
});

describe('the worst case', () => {
  const course = (...years: [year: number, payer: string, amount: bigint][]): Course =>
    ({ years: years.map(([year, party, amount]) => ({ year, gross: amount, payable: amount, payers: [{ party, amount }] })) }) as unknown as Course;
  it('is the dearest course of each payer, and its dearest year in any course', () =>
    expect(worstCaseOf([course([2026, 'k', 100n], [2027, 'k', 200n]), course([2026, 'k', 250n]), course([2027, 's', 5n])])).toEqual([
      { party: 'k', amount: '300', year: 2026, yearAmount: '250' },
      { party: 's', amount: '5', year: 2027, yearAmount: '5' },
    ]));
  it('is nothing when nothing is paid', () => expect(worstCaseOf([course()])).toEqual([]));
});
