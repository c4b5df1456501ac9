import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable } from '../../test/build.js';
import { evaluate } from '../index.js';

const outcomes = [
  { code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 800 } },
  { code: 'home', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 400 } },
  { code: 'days', kind: 'counted', claims: 'repeatable', price: { kind: 'per-unit', unit: 'day', amount: 100 } },
];
const capped = (...caps: unknown[]) => contract({ outcomes, caps, groups: [{ code: 'a' }, { code: 'b' }] });
const days = (quantity: string, participant = 'p1', on = '2025-01-01') => fact('days', on, { quantity, participant });
const cuts = (terms: ReturnType<typeof capped>, facts: readonly Fact[]) =>
  evaluate(terms, facts, END).excess.map(({ cap, amount }) => [cap, Number(amount) / 100]);

const five = { step: 'quantity', outcomes: ['days'], max: 5 };
const fourEach = { step: 'quantity', outcomes: ['days'], max: 4, per: 'person' };
const allOfPerson = { step: 'person', max: 1000 };
const jobsOfPerson = { step: 'person', outcomes: ['job'], max: 500 };

describe('several caps of one step', () => {
  // Ten days: 4 for the person. The next ten: 1 of the 5 is left.
  it.each([
    [
      'five in all, four each',
      [five, fourEach],
      [
        ['caps[0]', 900 + 500],
        ['caps[1]', 100],
      ],
    ],
    [
      'four each, five in all',
      [fourEach, five],
      [
        ['caps[0]', 600 + 600],
        ['caps[1]', 300],
      ],
    ],
  ])('%s: each is used up by what passes both', (_, caps, cut) => {
    const facts = [days('10'), days('10', 'p2', '2025-01-02')];
    expect(payable(capped(...caps), facts)).toBe(500);
    expect(cuts(capped(...caps), facts)).toEqual(cut);
  });

  it('cut a claim of several units once, to what the narrowest leaves', () =>
    expect(
      payable(capped(five, fourEach), [days('3'), days('3', 'p1', '2025-01-02'), days('3', 'p2', '2025-01-03')]),
    ).toBe(500));

  // The job costs 800 and is paid 500, which leaves the person 500 for the two homes of 400.
  it.each([
    ['all of a person, its jobs', [allOfPerson, jobsOfPerson]],
    ['the jobs of a person, all of it', [jobsOfPerson, allOfPerson]],
  ])('%s: what one cuts is not taken from the other', (_, caps) => {
    const facts = [fact('job', '2025-01-01'), fact('home', '2025-01-02'), fact('home', '2025-01-03')];
    expect(payable(capped(...caps), facts)).toBe(1000);
  });

  it('pay the same in whatever order they stand', () => {
    const caps = [
      five,
      fourEach,
      { step: 'quantity', outcomes: ['days', 'home'], max: '6.5', per: 'budget-year' },
      allOfPerson,
      jobsOfPerson,
      { step: 'outcome', outcomes: ['job', 'home'], max: 1500 },
      { step: 'outcome', outcomes: ['job'], max: 900 },
      { step: 'budget-year', max: 1200 },
      { step: 'budget-year', years: [2025], outcomes: ['home'], max: 450 },
      { step: 'contract', max: 2100 },
    ];
    const claims = fc.array(
      fc.tuple(
        fc.constantFrom('job', 'home', 'days'),
        fc.constantFrom('p1', 'p2'),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(claims, fc.shuffledSubarray(caps, { minLength: caps.length }), (rows, shuffled) => {
        const facts = rows.map(([outcome, participant, n, later], i) =>
          fact(outcome, `${later ? 2026 : 2025}-02-${String(i + 1).padStart(2, '0')}`, {
            participant,
            ...(outcome === 'days' ? { quantity: String(n) } : {}),
          }),
        );
        expect(evaluate(capped(...shuffled), facts, END).payable).toBe(evaluate(capped(...caps), facts, END).payable);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a quota of paid claims', () => {
  const quota = { step: 'quantity', groups: ['a'], share: '0.4' };
  const homes = (group: string, count: number) =>
    Array.from({ length: count }, (_, i) => fact('home', '2025-01-01', { group, participant: `${group}${i}` }));
  // Of six others three are paid, so at most two of the group: 2 ÷ 5 is 40 %.
  it.each([
    [[{ step: 'quantity', groups: ['b'], max: 3 }, quota], 5],
    [[quota, { step: 'quantity', groups: ['b'], max: 3 }], 5],
    [[quota, { step: 'quantity', per: 'person', max: 1 }], 10],
    [[quota, { step: 'quantity', groups: ['b'], max: 0 }], 0],
  ])('counts of the others only what other quantity caps let through: %j pay %d', (caps, paid) =>
    expect(payable(capped(...caps), [...homes('a', 10), ...homes('b', 6)])).toBe(paid * 400),
  );
});
