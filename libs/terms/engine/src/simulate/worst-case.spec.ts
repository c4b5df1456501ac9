import { describe, expect, it } from '@jest/globals';
import { type Terms, termsSchema } from '@ringvirkning/terms-language';
import { contractCeiling } from './ceiling.js';
import type { Course } from './course.js';
import { paidYears, plannedYears, worstCases, type PaidYears } from './worst-case.js';

const name = { da: 'x', en: 'x' };
/** A contract over two years, with what a test is about. */
const terms = (over: object): Terms =>
  termsSchema.parse({
    language: 'ringvirkning-terms/1',
    ref: 'T',
    title: name,
    currency: 'DKK',
    period: { from: '2026-01-01', to: '2027-12-31' },
    parties: [
      {
        id: 'town',
        name: 'Town',
        kind: 'municipality',
        organisation: 'town',
        roles: ['authority', 'payer', 'investor'],
      },
      { id: 'state', name: 'State', kind: 'state', organisation: 'state', roles: ['payer'] },
    ],
    claims: { by: ['authority'], attestBy: 'authority', verifyBy: 'authority' },
    verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
    outcomes: [{ code: 'job', name, kind: 'reached', price: { kind: 'per-claim', amount: 100 } }],
    payers: {
      split: 'fixed',
      parts: [
        { party: 'town', share: '2/3' },
        { party: 'state', share: '1/3' },
      ],
    },
    payees: [{ party: 'town', share: 1 }],
    ...over,
  });
const outcome = (code: string, price: object, more: object = {}) => ({
  code,
  name,
  kind: 'total',
  measure: 'm',
  price,
  ...more,
});
const steps = {
  kind: 'steps',
  steps: [
    { from: 1, inclusive: true, amount: 300 },
    { from: 2, inclusive: true, amount: 700 },
  ],
};
const measures = [{ code: 'm', name }];

describe('what the whole contract can cost at most', () => {
  it.each<[string, object, bigint | null]>([
    ['nothing limits it', {}, null],
    ['a contract cap', { caps: [{ step: 'contract', max: 1000 }] }, 100_000n],
    [
      'a cap for each of two years',
      {
        caps: [
          { step: 'budget-year', max: 400 },
          { step: 'contract', max: 1000 },
        ],
      },
      80_000n,
    ],
    [
      'different caps for different years',
      {
        caps: [
          { step: 'budget-year', years: [2026], max: 400 },
          { step: 'budget-year', years: [2027], max: 100 },
          { step: 'budget-year', max: 300 },
        ],
      },
      40_000n,
    ],
    ['a cap for one year only', { caps: [{ step: 'budget-year', years: [2026], max: 400 }] }, null],
    ['a cap per person', { caps: [{ step: 'person', max: 400 }] }, null],
    ['a cap on some outcomes of the contract', { caps: [{ step: 'contract', outcomes: ['job'], max: 400 }] }, null],
    [
      'an outcome cap on the only outcome',
      {
        caps: [
          { step: 'outcome', outcomes: ['job'], max: 400 },
          { step: 'outcome', outcomes: ['job'], max: 300 },
        ],
      },
      30_000n,
    ],
    [
      'one cap shared by both outcomes',
      {
        measures,
        outcomes: [outcome('a', { kind: 'per-unit', unit: 'day', amount: 1 }), outcome('b', steps)],
        caps: [{ step: 'outcome', outcomes: ['a', 'b'], max: 500 }],
      },
      50_000n,
    ],
    ['the highest step', { measures, outcomes: [outcome('a', steps)] }, 70_000n],
    [
      'the highest step, for each of two cohorts at two follow-ups',
      {
        measures,
        followUps: [
          { code: 'm1', months: 1 },
          { code: 'm2', months: 2 },
        ],
        cohorts: [1, 2].map((i) => ({ code: `c${i}`, name, from: '2026-01-01', to: '2026-06-30' })),
        outcomes: [outcome('a', steps, { per: 'cohort', followUps: ['m1', 'm2'] })],
      },
      280_000n,
    ],
    [
      'tranches with an end',
      {
        measures,
        outcomes: [
          outcome('a', {
            kind: 'tranches',
            tranches: [
              { upTo: 100, share: 1 },
              { upTo: 300, share: '1/2' },
            ],
          }),
        ],
      },
      20_000n,
    ],
    [
      'tranches without an end',
      {
        measures,
        outcomes: [outcome('a', { kind: 'tranches', tranches: [{ upTo: 100, share: 1 }, { share: '1/2' }] })],
      },
      null,
    ],
    [
      'steps that an index may raise',
      {
        measures,
        outcomes: [outcome('a', steps)],
        indexation: { baseYear: 2026, index: [{ year: 2026, value: 100 }] },
      },
      null,
    ],
  ])('%s', (_what, over, ceiling) => expect(contractCeiling(terms(over))).toBe(ceiling));
});

describe('the worst case of each payer', () => {
  const ceilings = (over: object) => worstCases(terms(over), []).map(({ ceiling }) => ceiling);
  const cap = { caps: [{ step: 'contract', max: '100.01' }] };
  it.each<[string, object, (bigint | null)[]]>([
    ['shares, rounded up', cap, [6_668n, 3_334n]],
    [
      "a payer's own cap",
      {
        ...cap,
        payers: {
          split: 'fixed',
          parts: [
            { party: 'town', share: '2/3', cap: 50 },
            { party: 'state', share: '1/3' },
          ],
        },
      },
      [5_000n, 3_334n],
    ],
    [
      'a payer may have a cap where the contract has none',
      {
        payers: {
          split: 'fixed',
          parts: [
            { party: 'town', share: '2/3', cap: 50 },
            { party: 'state', share: '1/3' },
          ],
        },
      },
      [5_000n, null],
    ],
    [
      'whoever comes last in a top-up pays what the others leave',
      { ...cap, payers: { split: 'top-up', parts: [{ party: 'state', share: '0.2' }, { party: 'of-participant' }] } },
      [8_001n, 2_001n],
    ],
  ])('%s', (_what, over, expected) => expect(ceilings(over)).toEqual(expected));
  it('counts own capital and guarantees as at risk', () =>
    expect(
      worstCases(
        terms({
          capital: [
            { party: 'town', kind: 'grant', amount: 10 },
            { party: 'town', kind: 'first-loss-guarantee', amount: 5, covers: ['town'] },
          ],
        }),
        [],
      ).map(({ atRisk }) => atRisk),
    ).toEqual([1_500n, 0n]));
});

describe('over several courses', () => {
  const course = (...years: [year: number, amount: bigint][]): PaidYears => new Map([['town', new Map(years)]]);
  it('is the dearest course of each payer, and the dearest year of any course', () =>
    expect(worstCases(terms({}), [course([2026, 100n], [2027, 200n]), course([2026, 250n])])).toMatchObject([
      { party: 'town', allAchieved: 300n, highest: 300n, dearestYear: { year: 2026, amount: 250n } },
      { party: 'state', allAchieved: 0n, highest: 0n, dearestYear: null },
    ]));
  it('may be dearer than the one in which all succeed', () =>
    expect(worstCases(terms({}), [course([2026, 100n]), course([2027, 101n])])[0]).toMatchObject({
      allAchieved: 100n,
      highest: 101n,
      dearestYear: { year: 2027 },
    }));
  it('reads who pays what in which year from a course', () => {
    const years = [
      {
        year: 2026,
        payers: [
          { party: 'town', amount: 5n },
          { party: 'town', amount: 2n },
        ],
      },
      { year: 2027, payers: [{ party: 'town', amount: 1n }] },
    ];
    expect(paidYears({ years } as unknown as Course)).toEqual(course([2026, 7n], [2027, 1n]));
  });
});

describe('what a plan costs per year', () => {
  const planned = (count: number, over: object = {}) =>
    plannedYears(
      terms({
        outcomes: [
          { code: 'job', name, kind: 'reached', price: { kind: 'per-claim', amount: 100 }, planned: [{ count }] },
        ],
        ...over,
      }),
    );
  const total = (years: PaidYears, party: string): bigint =>
    [...(years.get(party)?.values() ?? [])].reduce((sum, amount) => sum + amount, 0n);

  it('is what everybody’s success gives, per payer', () => {
    expect(total(planned(30), 'town')).toBe(200_000n);
    expect(total(planned(30), 'state')).toBe(100_000n);
  });
  it('is never too little for a plan of millions, and is known at once', () => {
    expect(total(planned(10_000_000), 'town')).toBeGreaterThanOrEqual(66_666_660_000n);
    expect(total(planned(10_000_000), 'town')).toBeLessThan(66_700_000_000n);
  });
  it('is not more than the caps allow', () => {
    const capped = planned(10_000_000, { caps: [{ step: 'contract', max: 3_000 }] });
    for (const amount of capped.get('town')!.values()) expect(amount).toBeLessThanOrEqual(200_000n);
  });
});
