import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact } from '../../test/build.js';
import { evaluate } from '../index.js';

const claim = { kind: 'per-claim', amount: 100 };
const followUps = [
  { code: 'm6', months: 6 },
  { code: 'm3', months: 3 },
];
const cohorts = [
  { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
  { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
];
const job = { code: 'job', kind: 'reached', price: claim };
const counts = (parts: Record<string, unknown>, facts: readonly Fact[]) =>
  evaluate(contract(parts), facts, END).outcomes.map(
    ({ outcome, followUp, cohort, claims, people, quantity, gross, payable }) => [
      outcome,
      followUp ?? '-',
      cohort ?? '-',
      claims,
      people,
      quantity,
      Number(gross) / 100,
      Number(payable) / 100,
    ],
  );

describe('the count of outcomes', () => {
  it('is by outcome and follow-up, with what each earned and is paid', () => {
    const parts = {
      followUps,
      outcomes: [
        { ...job, code: 'home' },
        { ...job, followUps: ['m3', 'm6'] },
      ],
      caps: [{ step: 'contract', max: 350 }],
      floors: [{ outcomes: ['home'], years: [2026], min: 70 }],
    };
    const facts = [
      ...['p1', 'p2'].flatMap((participant) => [
        fact('job', '2025-03-01', { participant, followUp: 'm3' }),
        fact('home', '2025-01-01', { participant }),
      ]),
      fact('job', '2025-06-01', { followUp: 'm6' }),
    ];
    expect(counts(parts, facts)).toEqual([
      ['home', '-', '-', 2, 2, '2', 200, 200],
      ['job', 'm6', '-', 1, 1, '1', 100, 0],
      ['job', 'm3', '-', 2, 2, '2', 200, 150],
    ]);
  });
  it('is over all groups, cohorts, years and paying municipalities of a claim', () => {
    const facts = [
      fact('job', '2025-01-01', { cohort: 'c1', payer: 'town' }),
      fact('job', '2026-01-01', { participant: 'p2', cohort: 'c2', group: 'g', payer: 'state' }),
    ];
    expect(
      counts(
        {
          cohorts,
          groups: [{ code: 'g' }],
          outcomes: [job],
          payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] },
        },
        facts,
      ),
    ).toEqual([['job', '-', '-', 2, 2, '2', 200, 200]]);
  });
  it('is also of what has no price', () =>
    expect(
      counts({ outcomes: [job, { ...job, code: 'seen', price: undefined }] }, [fact('seen', '2025-01-01')]),
    ).toEqual([['seen', '-', '-', 1, 1, '1', 0, 0]]));
  it('counts people apart from claims, when one may have several', () => {
    const facts = [
      fact('job', '2025-01-01', { quantity: '1' }),
      fact('job', '2025-01-02'),
      fact('job', '2025-01-02', { participant: 'p2' }),
    ];
    expect(counts({ outcomes: [{ ...job, claims: 'repeatable' }] }, facts)).toEqual([
      ['job', '-', '-', 3, 2, '3', 300, 300],
    ]);
  });
  it('adds quantities', () => {
    const days = { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 10 } };
    expect(
      counts({ outcomes: [days] }, [
        fact('days', '2025-01-01', { quantity: '2.5' }),
        fact('days', '2025-01-02'),
        fact('days', '2025-01-03', { quantity: '3' }),
      ]),
    ).toEqual([['days', '-', '-', 3, 1, '6.5', 65, 65]]);
  });
  it('of a group is by cohort: its value, who was counted and who reached it', () => {
    const share = {
      code: 'share',
      kind: 'share',
      reaching: 'answer',
      population: { of: 'referred' },
      per: 'cohort',
      price: { kind: 'per-unit', unit: 'percentage-point', amount: 1 },
    };
    const people = (code: string, on: string, cohort: string | undefined, ...numbers: number[]) =>
      numbers.map((n) => fact(code, on, { participant: `p${n}`, ...(cohort ? { cohort } : {}) }));
    const facts = [
      ...people('referred', '2024-02-01', 'c1', 1, 2),
      ...people('referred', '2024-08-01', 'c2', 3, 4, 5, 6),
      ...people('answer', '2024-06-01', undefined, 1, 3),
    ];
    expect(counts({ cohorts, measures: [{ code: 'answer' }, { code: 'referred' }], outcomes: [share] }, facts)).toEqual(
      [
        ['share', '-', 'c1', 1, 2, '50', 50, 50],
        ['share', '-', 'c2', 1, 4, '25', 25, 25],
      ],
    );
  });
});

describe('flags', () => {
  const flags = (parts: Record<string, unknown>, facts: readonly Fact[]) =>
    evaluate(contract(parts), facts, END).flags.map(({ code, outcome }) => [code, outcome]);
  const at = (followUp: string, ...people: number[]) =>
    people.map((n) => fact('job', '2025-06-01', { followUp, participant: `p${n}` }));
  const milestones = {
    followUps,
    outcomes: [
      { ...job, code: 'home' },
      { ...job, followUps: ['m6', 'm3'] },
    ],
  };
  it.each<[string, Fact[], boolean]>([
    ['as many', [...at('m3', 1, 2), ...at('m6', 1, 2)], false],
    ['one less', [...at('m3', 1, 2), ...at('m6', 1)], false],
    ['one more', [...at('m3', 1, 2), ...at('m6', 1, 2, 3)], true],
    ['some, where the earlier has none', at('m6', 1), true],
  ])('a later milestone with %s', (_what, facts, flagged) =>
    expect(flags(milestones, facts)).toEqual(flagged ? [['later-milestone-has-more', 'job']] : []),
  );
  const indexed = (...years: number[]) => ({
    outcomes: [job],
    indexation: { baseYear: years[0], index: years.map((year) => ({ year, value: 100 })) },
  });
  it.each([
    [[2025, 2026], '2024-12-31', true],
    [[2025, 2026], '2025-01-01', false],
    [[2026, 2025], '2026-12-31', false],
    [[2026, 2025], '2027-01-01', true],
  ])('an index of %j and a claim on %s: flagged %p', (years, on, flagged) =>
    expect(flags(indexed(...years), [fact('job', on)])).toEqual(flagged ? [['index-unknown', undefined]] : []),
  );
  it('one line among others is enough', () => {
    expect(flags(indexed(2025), [fact('job', '2025-01-01'), fact('job', '2026-01-01', { participant: 'p2' })])).toEqual(
      [['index-unknown', undefined]],
    );
    expect(
      flags({ outcomes: [job], payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1 }] } }, [
        fact('job', '2025-01-01', { payer: 'town' }),
        fact('job', '2025-01-01', { participant: 'p2' }),
      ]),
    ).toEqual([['payer-unknown', undefined]]);
  });
  it('an amount that nobody pays, only when no payer is known', () => {
    const byParticipant = {
      outcomes: [job],
      payers: { split: 'fixed', parts: [{ party: 'of-participant', share: 1, cap: 50 }] },
    };
    expect(flags(byParticipant, [fact('job', '2025-01-01', { payer: 'town' })])).toEqual([]);
    expect(flags(byParticipant, [fact('job', '2025-01-01')])).toEqual([['payer-unknown', undefined]]);
    expect(flags({ outcomes: [job], caps: [{ step: 'contract', max: 5 }] }, [fact('job', '2025-01-01')])).toEqual([]);
  });
});
