import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { contract, fact, written } from '../../test/build.js';
import { evaluate, parseTerms, waterfall, type Receipt } from '../index.js';

const measures = [{ code: 'score' }];
const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } };
const restoration = { code: 'restoration', kind: 'total', measure: 'score' };
/**
 * The Newpin Social Benefit Bond (New South Wales, 2013): by the share of children who come home 3 % from 55, 7.5 from 60, 12 from 65 and 15 from 70, and at
 * least 5 % over the first three years (emmatomkinson.com, 3 June 2013; Brisbane Times, 31 August 2014). Its table has steps; the lines are ours.
 */
const NEWPIN = [
  { from: 55, inclusive: true, rate: 0.03 },
  { from: 60, inclusive: true, rate: 0.075 },
  { from: 65, inclusive: true, rate: 0.12 },
  { from: 70, inclusive: true, rate: 0.15 },
];
const settled = localDate('2029-12-31');
const bond = {
  party: 'state',
  kind: 'senior-loan',
  amount: 7_000_000,
  paidIn: [{ on: '2023-12-31', amount: 7_000_000 }],
};
const withCoupon = (coupon: object, outcome: object = restoration) => ({
  measures,
  outcomes: [job, outcome],
  capital: [{ ...bond, coupon: { outcome: 'restoration', rates: NEWPIN, ...coupon } }],
});

describe('a coupon table with straight lines', () => {
  const rateAt = (quantity: string, coupon: object = { interpolated: true }) =>
    evaluate(contract(withCoupon(coupon)), [fact('score', '2025-06-01', { quantity })], settled).coupons![0]!.rate;
  /** By hand: from 60 to 65 the rate rises by 0.9 of a point for each; 61.6 is 7.5 + 1.6 × 0.9 = 8.94 %. */
  it.each([
    ['54.999999999', '0'],
    ['55', '0.03'],
    ['57.5', '0.0525'],
    ['59.999999999', '0.075'],
    ['60', '0.075'],
    ['61.6', '0.0894'],
    ['65', '0.12'],
    ['69.5', '0.147'],
    ['70', '0.15'],
    ['100', '0.15'],
  ])('at %p is %p', (value, rate) => expect(rateAt(value)).toBe(rate));
  it('has steps unless it says so', () =>
    expect([rateAt('61.6', {}), rateAt('61.6', { interpolated: false })]).toEqual(['0.075', '0.075']));
  it('is told with nine decimals', () =>
    expect(
      rateAt('1', {
        interpolated: true,
        rates: [
          { from: 0, inclusive: true, rate: 0.01 },
          { from: 3, inclusive: true, rate: 0.02 },
        ],
      }),
    ).toBe('0.013333333'));
  it('jumps where a bound stands twice', () => {
    const rates = [
      { from: 0, inclusive: true, rate: 0 },
      { from: 10, inclusive: true, rate: 0.02 },
      { from: 10, inclusive: false, rate: 0.05 },
      { from: 20, inclusive: true, rate: 0.1 },
    ];
    expect(['5', '10', '10.000000001', '12'].map((value) => rateAt(value, { interpolated: true, rates }))).toEqual([
      ...['0.01', '0.02', '0.05', '0.06'],
    ]);
  });
});

describe('a least rate', () => {
  const atLeast = { rate: 0.05, until: '2026-12-31' };
  const result = (on: string, rate: string): Receipt => ({
    on: localDate(on),
    amount: 0n,
    coupon: { capital: 0, rate },
  });
  const money = (on: string, kroner: number): Receipt => ({ on: localDate(on), amount: BigInt(kroner) * 100n });
  const returns = (of: ReturnType<typeof contract>, ...receipts: Receipt[]) =>
    waterfall(of, receipts, settled).postings.flatMap(({ kind, on, amount }) =>
      kind === 'return' ? [[on, Number(amount) / 100]] : [],
    );
  const first = (of: object) =>
    contract({
      ...withCoupon(of),
      capital: [{ ...bond, returnFirst: true, coupon: { outcome: 'restoration', rates: NEWPIN, ...of } }],
    });
  const yearly = [2025, 2026, 2027, 2028].map((year) => money(`${year}-12-31`, 350_000));

  it('is earned before any result, up to its day and no longer', () => {
    // 5 % of seven million is 350,000 in 365 days, and 958.90 more in the 366 of 2024; the first two payments are due in full.
    expect(returns(first({ atLeast }), ...yearly)).toEqual([
      ['2025-12-31', 350_000],
      ['2026-12-31', 350_000],
      ['2027-12-31', 350_000],
      ['2028-12-31', 958.9],
    ]);
    expect(returns(first({ atLeast: { ...atLeast, until: '2025-12-31' } }), ...yearly)).toEqual([
      ['2025-12-31', 350_000],
      ['2026-12-31', 350_000],
      ['2027-12-31', 958.9],
    ]);
  });
  it('ends with its day: a day more is a day of interest', () => {
    const at = (until: string) =>
      Number(
        waterfall(first({ atLeast: { rate: 0.05, until } }), [money('2028-12-31', 9_000_000)], settled).capital[0]!
          .return,
      ) / 100;
    expect(at('2024-12-31')).toBe(350_958.9);
    expect(at('2025-01-01')).toBe(351_917.81);
  });
  it('without a day is for all of them', () =>
    expect(returns(first({ atLeast: { rate: 0.05 } }), money('2028-12-31', 9_000_000))).toEqual([
      ['2028-12-31', Math.round((7_000_000 * 5 * 1_827) / 365) / 100],
    ]));
  it('gives way to a better result, as published for the first year (7.5 %), and takes the place of a worse one', () => {
    const better = first({ atLeast });
    expect(returns(better, result('2024-12-31', '0.075'), money('2024-12-31', 9_000_000))).toEqual([
      ['2024-12-31', 526_438.36],
    ]);
    expect(returns(better, result('2024-12-31', '0.03'), money('2024-12-31', 9_000_000))).toEqual([
      ['2024-12-31', 350_958.9],
    ]);
    // After its day the worse result holds: 2026 at 5 %, 2027 at 3 %.
    expect(
      returns(better, result('2026-01-01', '0.03'), money('2025-12-31', 700_958), money('2027-12-31', 9_000_000)),
    ).toEqual([
      ['2025-12-31', 700_958],
      ['2027-12-31', 350_000 + 210_000 + 0.9],
    ]);
  });
});

describe('a coupon table by parts of the calendar', () => {
  it('has a rate for each year by that year', () => {
    const terms = contract(withCoupon({ interpolated: true }, { ...restoration, per: 'year' }));
    const facts = [fact('score', '2024-05-01', { quantity: '60' }), fact('score', '2025-05-01', { quantity: '61.6' })];
    expect(evaluate(terms, facts, localDate('2026-06-30')).coupons).toEqual([
      { capital: 0, on: '2024-12-31', value: '60', rate: '0.075' },
      { capital: 0, on: '2025-12-31', value: '61.6', rate: '0.0894' },
    ]);
  });
  it.each([
    ['the day of a least rate', withCoupon({ atLeast: { rate: 0.05, until: 'never' } }), 'terms.invalid-value'],
    ['a least rate below zero', withCoupon({ atLeast: { rate: -0.05 } }), 'terms.invalid-value'],
    ['a rate per cohort', withCoupon({}, { ...restoration, per: 'cohort' }), 'terms.coupon-does-not-fit'],
  ])('refuses %s', (_, parts, code) => {
    const parsed = parseTerms(written(parts));
    expect(parsed.ok ? [] : parsed.errors.map((error) => error.code)).toContain(code);
  });
});
