import { describe, expect, it } from '@jest/globals';
import { localDate as day } from '@ringvirkning/kernel';
import { liquidity, liquidityYears } from './liquidity.js';

const period = { from: day('2026-01-01'), to: day('2028-12-31') };
const postings = [
  { on: day('2026-01-01'), party: 'dsi', kind: 'paid-in' as const, amount: 1000n },
  { on: day('2027-06-30'), party: 'dsi', kind: 'paid-in' as const, amount: 500n },
  { on: day('2027-12-31'), party: 'dsi', kind: 'principal' as const, amount: 300n },
  { on: day('2028-12-31'), party: 'dsi', kind: 'guarantee' as const, amount: 200n, from: 'guarantor' },
  { on: day('2028-12-31'), party: 'dsi', kind: 'loss' as const, amount: 1000n },
];
const receipts = [
  { on: day('2026-12-31'), amount: 400n },
  { on: day('2027-12-31'), amount: 300n },
];

describe('liquidity', () => {
  it('adds up what is paid in, received and paid back to each day, from the first day of the contract; a loss is no payment', () =>
    expect(
      liquidity({ period }, receipts, { postings }).map(({ on, paidIn, received, paidBack, position }) => [
        on,
        paidIn,
        received,
        paidBack,
        position,
      ]),
    ).toEqual([
      ['2026-01-01', 1000n, 0n, 0n, -1000n],
      ['2026-12-31', 1000n, 400n, 0n, -1000n],
      ['2027-06-30', 1500n, 400n, 0n, -1500n],
      ['2027-12-31', 1500n, 700n, 300n, -1200n],
      ['2028-12-31', 1500n, 700n, 500n, -1000n],
    ]));
  it('starts at nothing without capital', () =>
    expect(liquidity({ period }, [], { postings: [] })).toEqual([
      { on: period.from, paidIn: 0n, received: 0n, paidBack: 0n, position: 0n },
    ]));
  it('has the years before the contract in which capital was paid in', () =>
    expect(
      liquidityYears(
        { period },
        liquidity({ period }, receipts, {
          postings: [{ on: day('2024-07-01'), party: 'dsi', kind: 'paid-in', amount: 1000n }],
        }),
      ).map(({ year, paidIn, position }) => [year, paidIn, position]),
    ).toEqual([
      [2024, 1000n, -1000n],
      [2025, 0n, -1000n],
      [2026, 0n, -1000n],
      [2027, 0n, -1000n],
      [2028, 0n, -1000n],
    ]));
  it('per year is what moved in it, and where it ended', () =>
    expect(liquidityYears({ period }, liquidity({ period }, receipts, { postings }))).toEqual([
      { year: 2026, payable: 400n, payableSoFar: 400n, paidIn: 1000n, paidBack: 0n, position: -1000n },
      { year: 2027, payable: 300n, payableSoFar: 700n, paidIn: 500n, paidBack: 300n, position: -1200n },
      { year: 2028, payable: 0n, payableSoFar: 700n, paidIn: 0n, paidBack: 200n, position: -1000n },
    ]));
});
