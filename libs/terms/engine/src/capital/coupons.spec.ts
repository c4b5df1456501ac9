import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { contract, fact, written } from '../../test/build.js';
import { evaluate, parseTerms, receiptsOf, simulate, waterfall, type Receipt } from '../index.js';

const measures = [{ code: 'score' }, { code: 'in-care' }, { code: 'home' }];
const followUps = [
  { code: 'm12', months: 12 },
  { code: 'm24', months: 24 },
];
const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } };
const restoration = { code: 'restoration', kind: 'total', measure: 'score' };
/** As published for the Newpin Social Benefit Bond (New South Wales, 2013), by the share of children in care who come home to their families. */
const NEWPIN = [
  { from: 55, inclusive: true, rate: 0.03 },
  { from: 60, inclusive: true, rate: 0.075 },
  { from: 65, inclusive: true, rate: 0.12 },
  { from: 70, inclusive: true, rate: 0.15 },
];
const loan = {
  party: 'helper',
  kind: 'senior-loan',
  amount: 7_000_000,
  paidIn: [{ on: '2025-01-01', amount: 7_000_000 }],
};
const withCoupon = (rates: unknown, outcome: object = restoration, more: object = {}) => ({
  followUps,
  measures,
  outcomes: [job, outcome],
  capital: [{ ...loan, coupon: { outcome: 'restoration', rates }, ...more }],
});
const settled = localDate('2029-12-31');
const day = (on: string) => localDate(on);
const result = (on: string, rate: string): Receipt => ({ on: day(on), amount: 0n, coupon: { capital: 0, rate } });
const money = (on: string, amount: number): Receipt => ({ on: day(on), amount: BigInt(amount) * 100n });
const returns = (receipts: readonly Receipt[], more: object = {}) =>
  waterfall(contract(withCoupon(NEWPIN, restoration, more)), receipts, settled)
    .postings.filter(({ kind }) => kind === 'return')
    .map(({ on, amount }) => [on, Number(amount) / 100]);

describe('the rate that a coupon table gives', () => {
  const rateOf = (rates: unknown, value: string) =>
    evaluate(contract(withCoupon(rates)), [fact('score', '2025-06-01', { quantity: value })], settled).coupons;
  it.each([
    ['54.999999999', '0'],
    ['55', '0.03'],
    ['59.999999999', '0.03'],
    ['60', '0.075'],
    ['64.999999999', '0.075'],
    ['65', '0.12'],
    ['69.999999999', '0.12'],
    ['70', '0.15'],
    ['100', '0.15'],
  ])('at %p is %p', (value, rate) => expect(rateOf(NEWPIN, value)).toMatchObject([{ capital: 0, on: settled, rate }]));
  it.each([
    ['9.999999999', '0'],
    ['10', '0.01'],
    ['10.000000001', '0.02'],
  ])('at %p is %p when a row is for its bound and the next for all above it', (value, rate) =>
    expect(
      rateOf(
        [
          { from: 10, inclusive: true, rate: 0.01 },
          { from: 10, inclusive: false, rate: 0.02 },
        ],
        value,
      ),
    ).toMatchObject([{ rate }]),
  );
  it.each([
    ['33.333333333', '0.05'],
    ['33.333333334', '0'],
  ])('is looked up with the exact value: a third is above %p or not (%p), and reads 33.333333', (from, rate) => {
    const terms = contract(
      withCoupon([{ from, inclusive: false, rate: 0.05 }], {
        code: 'restoration',
        kind: 'share',
        reaching: 'home',
        population: { of: 'in-care' },
      }),
    );
    const children = ['p1', 'p2', 'p3'].map((participant) => fact('in-care', '2025-02-01', { participant }));
    expect(evaluate(terms, [...children, fact('home', '2025-03-01')], settled).coupons).toEqual([
      { capital: 0, on: settled, value: '33.333333', rate },
    ]);
  });
  it('is found at each follow-up that is due, for each capital with a table', () => {
    const terms = contract({
      ...withCoupon(NEWPIN, { ...restoration, followUps: ['m12', 'm24'] }),
      cohorts: [{ code: 'spring', from: '2025-01-01', to: '2026-01-01' }],
      capital: [
        { party: 'helper', kind: 'grant', amount: 5 },
        { ...loan, coupon: { outcome: 'restoration', rates: NEWPIN } },
        {
          ...loan,
          kind: 'equity',
          coupon: { outcome: 'restoration', rates: [{ from: 1, inclusive: true, rate: 0.3 }] },
        },
      ],
    });
    const facts = [
      fact('score', '2025-06-01', { followUp: 'm12', quantity: '60' }),
      fact('score', '2025-06-01', { followUp: 'm24', quantity: '70' }),
    ];
    const found = [
      [1, '2027-01-01', '0.075'],
      [2, '2027-01-01', '0.3'],
      [1, '2028-01-01', '0.15'],
      [2, '2028-01-01', '0.3'],
    ];
    for (const [cutOff, count] of [
      ['2026-12-31', 0],
      ['2027-01-01', 2],
      ['2027-12-31', 2],
      ['2028-01-01', 4],
    ] as const)
      expect(evaluate(terms, facts, cutOff).coupons!.map(({ capital, on, rate }) => [capital, on, rate])).toEqual(
        found.slice(0, count),
      );
  });
  it('is no part of an evaluation without tables, whose digest stays what it was', () =>
    expect(evaluate(contract({ outcomes: [job, restoration], measures }), [], settled)).not.toHaveProperty('coupons'));
});

describe('a return by coupon table', () => {
  it.each([
    ['0', []],
    ['0.03', [['2026-01-01', 210_000]]],
    ['0.075', [['2026-01-01', 525_000]]],
    ['0.15', [['2026-01-01', 1_050_000]]],
  ])('at a rate of %p on 7 million for a year is %j', (rate, expected) =>
    expect(returns([result('2026-01-01', rate), money('2026-01-01', 9_000_000)])).toEqual(expected),
  );
  it('is nothing before the first result, however much money comes', () =>
    expect(returns([money('2025-12-31', 9_000_000), result('2026-01-01', '0.15')])).toEqual([]));
  it('counts a result before the money of its day, however they are listed', () =>
    expect(returns([money('2026-01-01', 9_000_000), result('2026-01-01', '0.03')])).toEqual([['2026-01-01', 210_000]]));
  it('is by each result for the time since the one before: 3 % for one year, 12 % for the next', () =>
    expect(
      returns([result('2026-01-01', '0.03'), result('2027-01-01', '0.12'), money('2027-01-01', 9_000_000)]),
    ).toEqual([['2027-01-01', 1_050_000]]));
  it('goes on at the last rate until the money is back', () =>
    expect(returns([result('2026-01-01', '0.03'), money('2027-01-01', 9_000_000)])).toEqual([['2027-01-01', 420_000]]));
  it('is on what is outstanding', () =>
    expect(
      returns([money('2026-01-01', 3_500_000), result('2027-01-01', '0.03'), money('2027-01-01', 9_000_000)]),
    ).toEqual([['2027-01-01', 315_000]]));
  it.each([
    ['0.02', []],
    ['0.03', []],
    ['0.04', [['2028-01-01', 70_000]]],
  ])('is not taken back when the next result gives %p in place of the 3 % that was paid: %j', (rate, more) =>
    expect(
      returns([
        result('2026-01-01', '0.03'),
        money('2027-01-01', 7_420_000),
        result('2027-01-02', rate),
        money('2028-01-01', 9_000_000),
      ]),
    ).toEqual([['2027-01-01', 420_000], ...more]),
  );
  it('lies between its floor and its cap', () => {
    const receipts = (rate: string) => [result('2026-01-01', rate), money('2026-01-01', 9_000_000)];
    const bounds = { returnFloor: 300_000, returnCap: 600_000 };
    expect(['0.03', '0.075', '0.12'].map((rate) => returns(receipts(rate), bounds)[0]![1])).toEqual([
      300_000, 525_000, 600_000,
    ]);
  });
  it('follows the results of an evaluation', () => {
    const terms = contract({
      ...withCoupon(NEWPIN, {
        ...restoration,
        measuredOn: '2026-01-01',
        price: { kind: 'per-unit', unit: 'point', amount: 150_000 },
      }),
    });
    const evaluation = evaluate(terms, [fact('score', '2025-06-01', { quantity: '60' })], '2026-01-01');
    expect(waterfall(terms, receiptsOf(terms, evaluation), settled)).toMatchObject({
      capital: [{ principal: 700_000_000n, return: 52_500_000n, irr: '0.075' }],
      surplus: 147_500_000n,
    });
  });
});

describe('a simulation with a coupon table', () => {
  const jobs = { ...job, price: { kind: 'per-claim', amount: 9_000_000 }, planned: [{ count: 2 }] };
  const terms = contract({
    ...withCoupon(NEWPIN),
    period: { from: '2025-01-01', to: '2026-06-30' },
    outcomes: [jobs, { ...restoration, measuredOn: '2025-12-31', expected: 60 }],
    capital: [
      { ...loan, coupon: { outcome: 'restoration', rates: NEWPIN } },
      { party: 'state', kind: 'senior-loan', amount: 1_000_000, yearlyReturn: 1 },
    ],
  });
  it('takes the expected value when everybody succeeds, and the share of it that luck leaves, though nothing is paid for the value', () => {
    const { forecast, scenarios } = simulate(terms, { seed: 1, runs: 0, success: ['92', '91'] });
    expect([forecast, ...scenarios.map((each) => each.forecast)].map(({ course }) => course.coupons)).toEqual([
      [{ capital: 0, on: '2025-12-31', value: '60', rate: '0.075' }],
      [{ capital: 0, on: '2025-12-31', value: '55.2', rate: '0.03' }],
      [{ capital: 0, on: '2025-12-31', value: '54.6', rate: '0' }],
    ]);
  });
  it('gives the investor of a drawn course the same return', () => {
    const { forecast, scenarios } = simulate(terms, { seed: 1, runs: 3, success: ['100'], spread: '0' });
    const [multiple, drawn] = [
      forecast.capital.capital[0]!.multiple,
      scenarios[0]!.distribution!.investors[0]!.multiple,
    ];
    expect([multiple, drawn]).toEqual(['1.0748', { p5: '1.0748', p50: '1.0748', p95: '1.0748' }]);
  });
});

describe('terms with a coupon table', () => {
  const errors = (parts: Record<string, unknown>) => {
    const parsed = parseTerms(written(parts));
    return parsed.ok ? [] : parsed.errors.map(({ code, path }) => `${code} ${path}`);
  };
  const bounds = (...rows: [number, boolean][]) =>
    withCoupon(rows.map(([from, inclusive]) => ({ from, inclusive, rate: 0.05 })));
  it.each<[string, Record<string, unknown>, string[]]>([
    ['rows that rise', bounds([9, true], [10, true]), []],
    ['a row at a bound and one above it', bounds([10, true], [10, false]), []],
    [
      'two rows that begin at the same bound',
      bounds([10, true], [10, true]),
      ['terms.not-ascending capital[0].coupon.rates[1]'],
    ],
    [
      'a row above a bound and one at it',
      bounds([10, false], [10, true]),
      ['terms.not-ascending capital[0].coupon.rates[1]'],
    ],
    ['rows that fall', bounds([10, true], [9, true]), ['terms.not-ascending capital[0].coupon.rates[1]']],
    ['no rows', withCoupon([]), ['terms.invalid-value capital[0].coupon.rates']],
    [
      'a negative rate',
      withCoupon([{ from: 1, inclusive: true, rate: -0.01 }]),
      ['terms.invalid-value capital[0].coupon.rates[0].rate'],
    ],
    [
      'an outcome that is not there',
      withCoupon(NEWPIN, { ...restoration, code: 'other' }),
      ['terms.unknown-reference capital[0].coupon.outcome'],
    ],
    [
      'an outcome of a person',
      withCoupon(NEWPIN, { code: 'restoration', kind: 'reached' }),
      ['terms.coupon-does-not-fit capital[0].coupon.outcome'],
    ],
    [
      'a value for each cohort',
      {
        ...withCoupon(NEWPIN, { ...restoration, per: 'cohort' }),
        cohorts: [{ code: 'spring', from: '2025-01-01', to: '2025-06-30' }],
      },
      ['terms.coupon-does-not-fit capital[0].coupon.outcome'],
    ],
    [
      'a yearly return besides',
      withCoupon(NEWPIN, restoration, { yearlyReturn: 0.05 }),
      ['terms.two-rates capital[0]'],
    ],
    [
      'a guarantee',
      withCoupon(NEWPIN, restoration, { party: 'state', kind: 'first-loss-guarantee', covers: ['helper'] }),
      ['terms.only-capital capital[0]'],
    ],
  ])('%s', (_what, parts, expected) => expect(errors(parts)).toEqual(expected));
});
