import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';

const followUps = [
  { code: 'm3', months: 3 },
  { code: 'm6', months: 6 },
];
const cohorts = [
  { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
  { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
];
const measures = [{ code: 'seen' }, { code: 'nights' }, { code: 'cost' }];
const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } };
const seen = (on: string, more: Partial<Fact> = {}): Fact => fact('seen', on, more);

describe('a condition on a person', () => {
  const JOB = '2025-06-15';
  it.each<[string, object, readonly Fact[], boolean]>([
    ['the day before', {}, [seen('2025-06-14')], true],
    ['the same day', {}, [seen(JOB)], true],
    ['the day after', {}, [seen('2025-06-16')], false],
    ['the day after, on any day', { timing: 'any' }, [seen('2025-06-16')], true],
    ['never, on any day', { timing: 'any' }, [], false],
    ['of another', {}, [seen(JOB, { participant: 'p2' })], false],
    ['of nobody: it is everyone’s', {}, [seen(JOB, { participant: undefined })], true],
    ['of nobody, the day after', {}, [seen('2025-06-16', { participant: undefined })], false],
    [
      'late of nobody, but early of the person',
      {},
      [seen('2025-06-16', { participant: undefined }), seen('2025-06-01')],
      true,
    ],
    [
      'early of nobody, but late of the person',
      {},
      [seen('2025-06-01', { participant: undefined }), seen('2025-06-16')],
      true,
    ],
    ['late and early', {}, [seen('2025-06-16'), seen('2025-06-01')], true],
    ['with a quantity above zero', {}, [seen(JOB, { quantity: '0.01' })], true],
    ['with a quantity of zero', {}, [seen(JOB, { quantity: '0' })], false],
    ['with a quantity below zero', {}, [seen(JOB, { quantity: '-1' })], false],
    ['with what is no quantity', {}, [seen(JOB, { quantity: 'x' })], false],
    ['just below what is needed', { atLeast: 5 }, [seen(JOB, { quantity: '4.99' })], false],
    ['just what is needed', { atLeast: 5 }, [seen(JOB, { quantity: '5' })], true],
    ['above what is needed', { atLeast: 5 }, [seen(JOB, { quantity: '5.01' })], true],
    ['nothing, when nothing is needed', { atLeast: 0 }, [seen(JOB, { quantity: '0' })], true],
    ['at its follow-up', { followUp: 'm3' }, [seen(JOB, { followUp: 'm3' })], true],
    ['at another follow-up', { followUp: 'm3' }, [seen(JOB, { followUp: 'm6' })], false],
    ['at no follow-up', { followUp: 'm3' }, [seen(JOB)], false],
    ['at any follow-up, when none is named', {}, [seen(JOB, { followUp: 'm6' })], true],
  ])('seen %s', (_what, condition, facts, holds) => {
    const claim = fact('job', JOB);
    const needed = contract({
      followUps,
      measures,
      outcomes: [{ ...job, requires: [{ fact: 'seen', ...condition }] }],
    });
    const excluding = contract({
      followUps,
      measures,
      outcomes: [{ ...job, unless: [{ fact: 'seen', ...condition }] }],
    });
    expect(reasons(evaluate(needed, [...facts, claim], END))).toEqual(holds ? [] : ['job:prerequisite-missing']);
    expect(reasons(evaluate(excluding, [...facts, claim], END))).toEqual(holds ? ['job:excluded-by-fact'] : []);
  });
  it('is asked for each limit by itself', () => {
    const both = contract({
      measures,
      outcomes: [
        { ...job, requires: [{ fact: 'seen', atLeast: 2 }] },
        { ...job, code: 'home', requires: [{ fact: 'seen', atLeast: 3 }] },
      ],
    });
    expect(
      payable(both, [seen('2025-01-01', { quantity: '2' }), fact('job', '2025-01-02'), fact('home', '2025-01-02')]),
    ).toBe(100);
  });
});

describe('a condition on a cohort', () => {
  const terms = (more: object, others: object[] = []) =>
    contract({
      cohorts,
      measures,
      outcomes: [
        {
          code: 'value',
          kind: 'total',
          measure: 'cost',
          price: { kind: 'tranches', tranches: [{ share: 1 }] },
          ...more,
        },
        ...others,
      ],
    });
  const cost = fact('cost', '2024-02-01', { quantity: '100', cohort: 'c1' });
  it.each<[string, object, Fact, boolean]>([
    ['of the cohort', { per: 'cohort' }, seen('2024-06-30', { cohort: 'c1' }), true],
    ['of another cohort', { per: 'cohort' }, seen('2024-06-30', { cohort: 'c2' }), false],
    ['of no cohort', { per: 'cohort' }, seen('2024-06-30'), true],
    ['of a cohort, asked for all', {}, seen('2024-06-30', { cohort: 'c2' }), true],
    ['the day after the value is settled', { per: 'cohort' }, seen('2024-07-01', { cohort: 'c1' }), false],
    ['with a quantity of zero', { per: 'cohort' }, seen('2024-06-30', { cohort: 'c1', quantity: '0' }), false],
  ])('seen %s', (_what, per, observed, holds) =>
    expect(payable(terms({ ...per, requires: [{ fact: 'seen' }] }), [cost, observed])).toBe(holds ? 100 : 0),
  );
  it('may hold on any day', () =>
    expect(
      payable(terms({ per: 'cohort', requires: [{ fact: 'seen', timing: 'any' }] }), [
        cost,
        seen('2024-07-01', { cohort: 'c1' }),
      ]),
    ).toBe(100));
  it('may be a value of the same cohort', () => {
    const gate = { code: 'gate', kind: 'total', measure: 'nights', per: 'cohort' };
    const facts = [
      cost,
      fact('cost', '2024-08-01', { quantity: '10', cohort: 'c2' }),
      fact('nights', '2024-08-01', { quantity: '5', cohort: 'c2' }),
      fact('nights', '2024-02-01', { quantity: '4', cohort: 'c1' }),
    ];
    expect(payable(terms({ per: 'cohort', requires: [{ fact: 'gate', atLeast: 5 }] }, [gate]), facts)).toBe(10);
  });
});

describe('a value built from another', () => {
  const nights = (more: object) => ({ code: 'own', kind: 'total', measure: 'nights', ...more });
  const less = (more: object) => ({
    code: 'value',
    kind: 'difference',
    of: 'own',
    against: { value: 100, version: '1', source: 's' },
    as: 'points',
    better: 'lower',
    price: { kind: 'per-unit', unit: 'point', amount: 1 },
    ...more,
  });
  const facts = cohorts.flatMap(({ code: cohort }, i) =>
    followUps.map(({ code: followUp }, j) =>
      fact('nights', '2024-02-01', { cohort, followUp, quantity: String(10 * i + j + 1) }),
    ),
  );
  const values = (own: object, value: object) =>
    evaluate(contract({ followUps, cohorts, measures, outcomes: [less(value), nights(own)] }), facts, END)
      .outcomes.filter((each) => each.outcome === 'value')
      .map(({ cohort, followUp, quantity }) => [cohort ?? '-', followUp ?? '-', quantity]);
  const points = { per: 'cohort', followUps: ['m3', 'm6'] };
  it('takes that of the same cohort and follow-up', () =>
    expect(values(points, points)).toEqual([
      ['c1', 'm3', '99'],
      ['c2', 'm3', '89'],
      ['c1', 'm6', '98'],
      ['c2', 'm6', '88'],
    ]));
  it('takes that of the same follow-up, when it is for all', () =>
    expect(values({ followUps: ['m3', 'm6'] }, points)).toEqual([
      ['c1', 'm3', '88'],
      ['c2', 'm3', '88'],
      ['c1', 'm6', '86'],
      ['c2', 'm6', '86'],
    ]));
  it('takes that of the same cohort, when it is for all follow-ups', () =>
    expect(values({ per: 'cohort', measuredOn: '2024-06-30' }, points)).toEqual([
      ['c1', 'm3', '97'],
      ['c2', 'm3', '77'],
      ['c1', 'm6', '97'],
      ['c2', 'm6', '77'],
    ]));
  it('takes the one there is', () =>
    expect(values({ measuredOn: '2024-06-30' }, points)).toEqual([
      ['c1', 'm3', '74'],
      ['c2', 'm3', '74'],
      ['c1', 'm6', '74'],
      ['c2', 'm6', '74'],
    ]));
});

describe('a quantity', () => {
  const days = contract({
    outcomes: [{ code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 1 } }],
  });
  it.each<[string | undefined, bigint | undefined]>([
    [undefined, 100n],
    ['', 100n],
    ['1', 100n],
    ['12', 1200n],
    ['1.5', 150n],
    ['0.01', 1n],
    ['999999999999999', 99_999_999_999_999_900n],
    ['1000000000000000', undefined],
    ['1.123456789', 112n],
    ['1.1234567891', undefined],
    ['+1', undefined],
    ['1.', undefined],
    ['.5', undefined],
    ['1,5', undefined],
    ['1e3', undefined],
    [' 1', undefined],
    ['1 ', undefined],
    ['1/2', undefined],
    ['-1', undefined],
  ])('of %p is worth %p øre', (quantity, worth) => {
    const evaluation = evaluate(days, [fact('days', '2025-01-01', { quantity })], END);
    expect(evaluation.payable).toBe(worth ?? 0n);
    expect(reasons(evaluation)).toEqual(worth === undefined ? ['days:invalid-quantity'] : []);
  });
});
