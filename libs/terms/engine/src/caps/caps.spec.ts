import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable } from '../../test/build.js';
import { evaluate } from '../index.js';

const outcomes = [
  { code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } },
  { code: 'home', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } },
  { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 10 } },
];
const capped = (...caps: unknown[]) => contract({ outcomes, caps, groups: [{ code: 'a' }, { code: 'b' }] });
const times = (count: number, make: (i: number) => Fact): Fact[] => Array.from({ length: count }, (_, i) => make(i));
const excess = (terms: ReturnType<typeof capped>, facts: readonly Fact[]) =>
  evaluate(terms, facts, END).excess.map(({ step, amount }) => [step, Number(amount) / 100]);

describe.each([
  ['person', { step: 'person', max: 300 }],
  ['outcome', { step: 'outcome', outcomes: ['job'], max: 300 }],
  ['budget-year', { step: 'budget-year', max: 300 }],
  ['contract', { step: 'contract', max: 300 }],
  ['quantity', { step: 'quantity', outcomes: ['job'], max: 3 }],
])('the %s cap', (step, cap) => {
  const jobs = (count: number) => times(count, () => fact('job', '2025-01-01'));
  it.each([
    [2, 200, []],
    [3, 300, []],
    [4, 300, [[step, 100]]],
  ])('lets %p claims pay %p and reports what it cuts', (count, amount, cut) => {
    expect(payable(capped(cap), jobs(count))).toBe(amount);
    expect(excess(capped(cap), jobs(count))).toEqual(cut);
  });
});

describe('what a cap counts', () => {
  it.each(['person', 'budget-year', 'contract'])('the largest %s cap that can be written is exact', (step) => {
    const most = '999999999999999.99';
    const terms = contract({
      outcomes: [{ ...outcomes[0], price: { kind: 'per-claim', amount: '499999999999999.99' } }],
      caps: [{ step, max: most }],
    });
    const paid = (claims: number) =>
      evaluate(
        terms,
        times(claims, () => fact('job', '2025-01-01')),
        END,
      ).payable;
    expect([2, 3].map(paid)).toEqual([99_999_999_999_999_998n, 99_999_999_999_999_999n]);
  });
  it('a person cap is a purse for each person', () =>
    expect(
      payable(
        capped({ step: 'person', max: 150 }),
        [1, 1, 2].map((p) => fact('job', '2025-01-01', { participant: `p${p}` })),
      ),
    ).toBe(250));
  it('an outcome cap does not touch other outcomes', () =>
    expect(
      payable(capped({ step: 'outcome', outcomes: ['job'], max: 50 }), [
        fact('job', '2025-01-01'),
        fact('home', '2025-01-01'),
      ]),
    ).toBe(150));
  it('a budget-year cap is a purse for each year, and can name its years', () => {
    const years = ['2025-12-31', '2026-01-01', '2026-12-31'].map((on) => fact('job', on));
    expect(payable(capped({ step: 'budget-year', max: 100 }), years)).toBe(200);
    expect(payable(capped({ step: 'budget-year', max: 100, years: [2025] }), years)).toBe(300);
  });
  it('a cap can be for groups', () =>
    expect(
      payable(capped({ step: 'contract', groups: ['a'], max: 50 }), [
        fact('job', '2025-01-01', { group: 'a' }),
        fact('job', '2025-01-01', { group: 'b' }),
      ]),
    ).toBe(150));
  it('the earlier claim is paid first, and on the same day the one with the smaller id', () => {
    const [second, first, third] = [fact('job', '2025-01-02'), fact('job', '2025-01-01'), fact('home', '2025-01-02')];
    const { lines } = evaluate(capped({ step: 'contract', max: 150 }), [third, second, first], END);
    expect(lines.map(({ outcome, payable: paid }) => [outcome, paid])).toEqual([
      ['job', 15_000n],
      ['home', 0n],
    ]);
  });
  it.each([
    ['2025-06-29', [100, 50]],
    ['2025-06-30', [100, 50]],
    ['2025-07-01', [50, 100]],
  ])(
    'a value of all on 30 June is paid after the claims of its day: with a claim on %s they are paid %j',
    (on, paid) => {
      const value = {
        code: 'value',
        kind: 'total',
        measure: 'booked',
        measuredOn: '2025-06-30',
        price: { kind: 'tranches', tranches: [{ share: 1 }] },
      };
      const terms = contract({
        measures: [{ code: 'booked' }],
        outcomes: [...outcomes, value],
        caps: [{ step: 'contract', max: 150 }],
      });
      const facts = [
        fact('booked', '2025-01-01', { quantity: '100' }),
        fact('days', '2025-01-01', { quantity: '0' }),
        fact('job', on),
        fact('job', '2025-07-02'),
      ];
      const claims = evaluate(terms, facts, END).outcomes.map((each) => Number(each.payable) / 100);
      expect(claims).toEqual(paid);
    },
  );
  it.each([
    ['2024-12-30', 100, 50],
    ['2024-12-31', 100, 50],
    ['2025-01-01', 50, 100],
  ])('a floor is paid on the last day of its year: with a job on %s it is paid %p, the floor %p', (on, job, floor) => {
    const terms = contract({
      outcomes,
      floors: [{ outcomes: ['home'], years: [2024], min: 100 }],
      caps: [{ step: 'contract', max: 150 }],
    });
    const { lines } = evaluate(terms, [fact('job', on)], END);
    expect([
      lines.find((line) => line.outcome === 'job')!.payable,
      lines.find((line) => line.price.rule === 'floor')!.payable,
    ]).toEqual([BigInt(job) * 100n, BigInt(floor) * 100n]);
  });
  it('caps apply in the fixed order, whatever the order in the document', () => {
    const facts = times(5, () => fact('job', '2025-01-01'));
    expect(excess(capped({ step: 'contract', max: 100 }, { step: 'person', max: 300 }), facts)).toEqual([
      ['person', 200],
      ['contract', 200],
    ]);
  });
  it('a quantity cap cuts nothing of what fits, whatever lines it lies in', () =>
    expect(
      payable(capped({ step: 'quantity', max: 3 }), [
        fact('job', '2025-01-01'),
        fact('home', '2025-01-02'),
        fact('home', '2025-01-03'),
      ]),
    ).toBe(300));
  it('a quantity cap in units cuts the last claim in proportion', () =>
    expect(
      payable(capped({ step: 'quantity', outcomes: ['days'], max: '2.5' }), [
        fact('days', '2025-01-01', { quantity: '2' }),
        fact('days', '2025-01-02', { quantity: '3' }),
      ]),
    ).toBe(25));
  it.each([
    ['half-away-from-zero', '2.0004', 20],
    ['half-away-from-zero', '2.0005', 20.01],
    ['half-away-from-zero', '2.0019', 20.02],
    ['down', '2.0005', 20],
    ['down', '2.0019', 20.01],
  ])('what a quantity cap leaves is rounded as the contract says: %s, %s days of 10 kr. are %p', (rounding, max, kr) =>
    expect(
      payable(contract({ rounding, outcomes, caps: [{ step: 'quantity', outcomes: ['days'], max }] }), [
        fact('days', '2025-01-01', { quantity: '3' }),
      ]),
    ).toBe(kr),
  );
  it('a quantity cap counts the value of a cohort only when it names the outcome', () => {
    const share = {
      code: 'share',
      kind: 'share',
      reaching: 'job',
      population: { of: 'here' },
      price: { kind: 'per-unit', unit: 'percentage-point', amount: 1 },
    };
    const of = (cap: unknown) =>
      payable(
        contract({ measures: [{ code: 'here' }], outcomes: [{ code: 'job', kind: 'reached' }, share], caps: [cap] }),
        [fact('here', '2025-01-01'), fact('job', '2025-01-01')],
      );
    expect(of({ step: 'quantity', max: 30 })).toBe(100);
    expect(of({ step: 'quantity', outcomes: ['share'], max: 30 })).toBe(30);
  });
  it('a cap can be for cohorts', () => {
    const terms = contract({
      outcomes,
      cohorts: [
        { code: 'c1', from: '2024-01-01', to: '2024-12-31' },
        { code: 'c2', from: '2025-01-01', to: '2025-12-31' },
      ],
      caps: [{ step: 'contract', cohorts: ['c1'], max: 50 }],
    });
    expect(
      payable(terms, [
        fact('job', '2025-01-01', { cohort: 'c1' }),
        fact('job', '2025-01-01', { cohort: 'c2' }),
        fact('job', '2025-01-01'),
      ]),
    ).toBe(250);
  });
  it.each([
    ['contract', 100],
    ['budget-year', 200],
    ['group', 200],
    ['cohort', 300],
  ])('a quantity cap of one claim per %s pays %p of six', (per, paid) => {
    const terms = contract({
      outcomes,
      groups: [{ code: 'a' }, { code: 'b' }],
      cohorts: [
        { code: 'c1', from: '2024-01-01', to: '2024-12-31' },
        { code: 'c2', from: '2025-01-01', to: '2025-12-31' },
      ],
      caps: [{ step: 'quantity', per, max: 1 }],
    });
    const parts = [{ group: 'a', cohort: 'c1' }, { group: 'a', cohort: 'c2' }, {}];
    expect(
      payable(
        terms,
        parts.flatMap((part) => ['2025-12-31', '2026-01-01'].map((on) => fact('job', on, part))),
      ),
    ).toBe(paid);
  });
  it('a quantity cap can be per person', () =>
    expect(
      payable(
        capped({ step: 'quantity', per: 'person', max: 1 }),
        [1, 1, 2].map((p) => fact('job', '2025-01-01', { participant: `p${p}` })),
      ),
    ).toBe(200));
});

describe('a quota of paid claims', () => {
  const quota = capped({ step: 'quantity', groups: ['a'], share: '0.4' });
  it.each([
    [40, 60, 100],
    [41, 60, 100],
    [41, 62, 103],
    [10, 0, 0],
    [2, 2, 3],
    [1, 1, 1],
    [1, 2, 3],
  ])('%p claims of the group and %p others pay %p', (group, others, paid) => {
    const facts = [
      ...times(group, (i) => fact('job', '2025-01-01', { group: 'a', participant: `a${i}` })),
      ...times(others, (i) => fact('job', '2025-01-01', { group: 'b', participant: `b${i}` })),
    ];
    expect(payable(quota, facts)).toBe(paid * 100);
  });
  it('of everything cuts nothing', () =>
    expect(
      payable(
        capped({ step: 'quantity', groups: ['a'], share: 1 }),
        times(3, () => fact('job', '2025-01-01', { group: 'a' })),
      ),
    ).toBe(300));
  it.each<[string, object, number]>([
    ['all outcomes', {}, 100 + 200],
    ['the outcomes that it names', { outcomes: ['job'] }, 200],
  ])('counts %s: half of the jobs of two others and a home', (_what, more, paid) => {
    const others = [fact('job', '2025-01-01', { group: 'b' }), fact('job', '2025-01-01', { group: 'b' })];
    const terms = capped({ step: 'quantity', groups: ['a'], share: '0.5', ...more });
    expect(
      payable(terms, [
        ...others,
        fact('home', '2025-01-01', { group: 'b' }),
        ...times(9, () => fact('job', '2025-01-01', { group: 'a' })),
      ]) - 300,
    ).toBe(paid);
  });
  it('does not count what is not paid for', () => {
    const terms = contract({
      outcomes: [...outcomes, { code: 'free', kind: 'reached' }],
      groups: [{ code: 'a' }],
      caps: [{ step: 'quantity', groups: ['a'], share: '0.5' }],
    });
    expect(
      payable(terms, [
        fact('free', '2025-01-01'),
        fact('home', '2025-01-01'),
        ...times(3, () => fact('job', '2025-01-01', { group: 'a' })),
      ]),
    ).toBe(200);
  });
  it.each<[object, number]>([
    [{}, 5],
    [{ outcomes: ['job'] }, 4],
  ])(
    'of planned claims counts those of its outcomes (%j), at the most %p of ten jobs and three homes',
    (more, most) => {
      const planned = [
        { ...outcomes[0], planned: [{ count: 6 }, { count: 4 }] },
        { ...outcomes[1], planned: [{ count: 3 }] },
        { code: 'saving', kind: 'total', measure: 'booked' },
      ];
      const terms = contract({
        measures: [{ code: 'booked' }],
        outcomes: planned,
        groups: [{ code: 'a' }],
        caps: [{ step: 'quantity', groups: ['a'], share: '0.4', of: 'planned', ...more }],
      });
      expect(
        Math.floor(
          payable(
            terms,
            times(9, () => fact('job', '2025-01-01', { group: 'a' })),
          ) / 100,
        ),
      ).toBe(most);
    },
  );
  it('a quota of planned claims is known in advance', () => {
    const terms = contract({
      outcomes: [{ ...outcomes[0], planned: [{ count: 10 }] }],
      groups: [{ code: 'a' }],
      caps: [{ step: 'quantity', groups: ['a'], share: '0.4', of: 'planned' }],
    });
    expect(
      payable(
        terms,
        times(6, () => fact('job', '2025-01-01', { group: 'a' })),
      ),
    ).toBe(400);
  });
});

describe('a guaranteed floor', () => {
  const terms = contract({
    outcomes,
    floors: [{ outcomes: ['job', 'home'], years: [2024, 2025], min: 250 }],
    caps: [{ step: 'budget-year', max: 240, years: [2025] }],
  });
  it('fills up a year when it has ended, not before', () => {
    const job = fact('job', '2024-03-01');
    expect(payable(terms, [job], '2024-12-30')).toBe(100);
    expect(payable(terms, [job], '2024-12-31')).toBe(250);
  });
  it("settles a year in which the contract ends on the contract's last day", () => {
    const short = contract({
      outcomes,
      period: { from: '2024-01-01', to: '2025-06-30' },
      floors: [{ outcomes: ['job'], years: [2025], min: 250 }],
    });
    expect(
      ['2025-06-29', '2025-06-30', '2025-12-31'].map((on) => payable(short, [fact('job', '2025-02-01')], on)),
    ).toEqual([100, 250, 250]);
  });
  it('counts what the price does not withhold', () => {
    const saving = {
      code: 'saving',
      kind: 'total',
      measure: 'booked',
      measuredOn: '2024-06-30',
      price: {
        kind: 'tranches',
        tranches: [
          { upTo: 100, share: 1 },
          { share: 1, requires: [{ fact: 'seen' }] },
        ],
      },
    };
    const floored = contract({
      measures: [{ code: 'booked' }, { code: 'seen' }],
      outcomes: [saving, { code: 'free', kind: 'reached' }],
      floors: [{ outcomes: ['saving', 'saving'], years: [2024], min: 150 }],
    });
    expect(payable(floored, [fact('booked', '2024-01-01', { quantity: '300' }), fact('free', '2024-01-01')])).toBe(150);
  });
  it.each([
    [249, 1],
    [250, 0],
  ])('a year that earned %p has %p lines for what is missing', (earned, count) => {
    const days = contract({ outcomes, floors: [{ outcomes: ['days'], years: [2024], min: 2500 }] });
    expect(
      evaluate(days, [fact('days', '2024-01-01', { quantity: String(earned) })], END).lines.filter(
        (line) => line.price.rule === 'floor',
      ),
    ).toHaveLength(count);
  });
  it('adds nothing to a year that earned more', () =>
    expect(
      payable(
        terms,
        times(3, () => fact('job', '2024-03-01')),
        '2024-12-31',
      ),
    ).toBe(300));
  it.each([{}, { outcomes: ['job'] }])('is no claim: a quantity cap (%j) does not touch it', (scope) =>
    expect(
      payable(
        contract({
          outcomes,
          floors: [{ outcomes: ['job'], years: [2024], min: 250 }],
          caps: [{ step: 'quantity', max: 0, ...scope }],
        }),
        [fact('job', '2024-03-01')],
      ),
    ).toBe(150),
  );
  it.each([
    [1, 100, 150],
    [2, 200, 50],
    [3, 300, 0],
  ])('counts the year and the outcomes that it is for: %p claims earn %p, %p is missing', (claims, earned, missing) => {
    const more = [fact('job', '2023-12-31'), fact('job', '2025-01-01'), fact('days', '2024-03-01', { quantity: '3' })];
    const facts = [...times(claims, (i) => fact(i % 2 ? 'home' : 'job', '2024-03-01')), ...more];
    const { lines } = evaluate(terms, facts, '2025-01-01');
    const of = (rule: string) =>
      Number(
        sum(
          lines
            .filter((line) => line.year === 2024 && line.outcome !== 'days' && line.price.rule === rule)
            .map((line) => line.gross),
        ),
      ) / 100;
    expect([of('per-claim'), of('floor')]).toEqual([earned, missing]);
  });
  it.each([
    ['what a narrower one adds', [['job'], 100], [['job', 'home'], 150], 0, 150],
    ['what a narrower one adds, named after it', [['job', 'home'], 150], [['job'], 100], 0, 150],
    ['what a narrower one adds, which is enough', [['job'], 200], [['home', 'job'], 150], 0, 200],
    ['what another of the same adds', [['job'], 100], [['job'], 250], 0, 250],
    ['nothing of one of other outcomes', [['job'], 100], [['home'], 150], 0, 250],
    ['nothing of one that it shares only an outcome with', [['job', 'days'], 100], [['job', 'home'], 150], 0, 250],
    ['what was earned only once', [['job'], 300], [['job', 'home'], 350], 2, 350],
  ] as const)('counts %s: %j and %j, with %p jobs, pay %p', (_, first, second, jobs, paid) => {
    const floors = [first, second].map(([of, min]) => ({ outcomes: of, years: [2024], min }));
    expect(
      payable(
        contract({ outcomes, floors }),
        times(jobs, () => fact('job', '2024-03-01')),
      ),
    ).toBe(paid);
  });
  it('goes through the caps like everything else, and has a line of its own', () => {
    const { lines, payable: paid } = evaluate(terms, [], '2025-12-31');
    expect(paid).toBe(49_000n);
    expect(lines.map((line) => [line.year, line.price.rule, line.gross, line.payable])).toEqual([
      [2024, 'floor', 25_000n, 25_000n],
      [2025, 'floor', 25_000n, 24_000n],
    ]);
  });
});
