import { describe, expect, it } from '@jest/globals';
import { localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract, fact } from '../../test/build.js';
import { evaluate } from '../index.js';
import { personCeiling, type PaidPerson } from './person-ceiling.js';

const terms = (over: object = {}) =>
  contract({
    period: { from: '2025-01-01', to: '2027-12-31' },
    followUps: [
      { code: 'w13', weeks: 13 },
      { code: 'w26', weeks: 26 },
    ],
    groups: [{ code: 'ready' }, { code: 'sick', uplift: 1 }],
    cohorts: [
      { code: 'first', from: '2025-01-01', to: '2025-12-31' },
      { code: 'second', from: '2026-01-01', to: '2026-12-31' },
    ],
    outcomes: [
      {
        ...{ code: 'job', kind: 'reached', followUps: ['w13', 'w26'] },
        price: {
          kind: 'per-claim',
          byFollowUp: [
            { followUp: 'w13', amount: 20000 },
            { followUp: 'w26', amount: 30000 },
          ],
        },
      },
      { code: 'degree', kind: 'reached', cohorts: ['second'], price: { kind: 'per-claim', amount: 1000 } },
    ],
    payers: {
      split: 'top-up',
      parts: [{ party: 'state', share: 0.2, cap: 200000 }, { party: 'of-participant' }],
      otherwise: 'town',
    },
    ...over,
  });
const person = (over: Partial<PaidPerson> = {}): PaidPerson => ({
  ...{ cohort: 'first', group: 'ready', payer: 'town', from: localDate('2026-03-01') },
  ...over,
});
const told = (of: ReturnType<typeof terms>, over: Partial<PaidPerson> = {}) => {
  const { prices, most } = personCeiling(of, person(over));
  return [prices.map(({ outcome, followUp, per, price, most: each }) => [outcome, followUp, per, price, each]), most];
};

describe('what a payer may come to pay for one person', () => {
  it('is each price of the cohort and group, whole where the payer bears what others leave', () => {
    expect(told(terms())).toEqual([
      [
        ['job', 'w13', 'claim', 2_000_000n, 2_000_000n],
        ['job', 'w26', 'claim', 3_000_000n, 3_000_000n],
      ],
      5_000_000n,
    ]);
    expect(told(terms(), { group: 'sick', cohort: 'second' })[1]).toBe(10_200_000n);
  });
  it('is its share, where the split is fixed', () =>
    expect(
      told(
        terms({
          payers: {
            split: 'fixed',
            parts: [
              { party: 'state', share: '2/3' },
              { party: 'of-participant', share: '1/3' },
            ],
            otherwise: 'town',
          },
        }),
      )[1],
    ).toBe(666_667n + 1_000_000n));
  it('is no more than a cap per person allows', () =>
    expect(told(terms({ caps: [{ step: 'person', max: 45000 }] }))[1]).toBe(4_500_000n));
  it('is that of the dearest year from that day on', () => {
    const indexed = terms({
      indexation: {
        baseYear: 2025,
        index: [
          { year: 2025, value: 1 },
          { year: 2026, value: 1.5 },
          { year: 2027, value: 1.1 },
        ],
      },
    });
    expect(told(indexed)[1]).toBe(7_500_000n);
    expect(told(indexed, { from: localDate('2027-01-01') })[1]).toBe(5_500_000n);
  });
  it('has no limit where a claim may come again, or units are paid', () => {
    const open = terms({
      outcomes: [
        { code: 'lesson', kind: 'counted', price: { kind: 'per-unit', unit: 'hour', amount: '250.1250' } },
        { code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } },
      ],
    });
    expect(told(open)).toEqual([
      [
        ['lesson', null, 'unit', 25_013n, null],
        ['job', null, 'claim', 10_000n, null],
      ],
      null,
    ]);
  });
  it('is nothing after the contract', () => expect(told(terms(), { from: localDate('2028-01-01') })).toEqual([[], 0n]));
  it('is not exceeded by anything that the person can achieve', () => {
    const of = terms({ caps: [{ step: 'person', max: 70000 }] });
    const claims = [
      ['job', 'w13'],
      ['job', 'w26'],
      ['degree', undefined],
    ] as const;
    fc.assert(
      fc.property(
        fc.subarray([...claims]),
        fc.constantFrom('ready', 'sick'),
        fc.constantFrom('first', 'second'),
        (achieved, group, cohort) => {
          const facts = achieved.map(([outcome, followUp]) =>
            fact(outcome, '2026-12-01', { group, cohort, payer: 'town', ...(followUp && { followUp }) }),
          );
          const { payments } = evaluate(of, facts, '2027-12-31');
          const paid = sum(payments.filter(({ payer }) => payer === 'town').map(({ amount }) => amount));
          expect(paid <= personCeiling(of, person({ group, cohort })).most!).toBe(true);
        },
      ),
    );
  });
});
