import { describe, expect, it } from '@jest/globals';
import { contract, fact, payable } from '../../test/build.js';
import { evaluate, grossOf } from '../index.js';

/** A counted outcome makes the quantity an argument. */
const priced = (price: unknown, more: Record<string, unknown> = {}) =>
  contract({ outcomes: [{ code: 'days', kind: 'counted', price }], ...more });
const of = (price: unknown, quantity: string): number =>
  payable(priced(price), [fact('days', '2025-01-01', { quantity })]);

describe('price per unit', () => {
  it.each([
    ['0.5', 62.5],
    ['1', 125],
    ['3.333333', 416.67],
    ['0', 0],
  ])('%p days at 125 kr. cost %p', (quantity, amount) =>
    expect(of({ kind: 'per-unit', unit: 'day', amount: 125 }, quantity)).toBe(amount),
  );
  it.each([
    ['9.99', 0],
    ['10', 1000],
    ['10.01', 1001],
  ])('with a threshold of 10, %p days cost %p', (quantity, amount) =>
    expect(of({ kind: 'per-unit', unit: 'day', amount: 100, threshold: 10 }, quantity)).toBe(amount),
  );
  it.each([
    ['-0.01', []],
    ['0', []],
    ['0.01', [100n]],
  ])('a cohort value of %p gives the amounts %p', (quantity, gross) => {
    const terms = contract({
      measures: [{ code: 'score' }],
      outcomes: [
        { code: 'value', kind: 'total', measure: 'score', price: { kind: 'per-unit', unit: 'point', amount: 100 } },
      ],
    });
    const { lines, unpaid } = evaluate(terms, [fact('score', '2025-01-01', { quantity })], '2029-12-31');
    expect(lines.map((line) => line.gross)).toEqual(gross);
    expect(unpaid.map(({ reason }) => reason)).toEqual(gross.length === 0 ? ['below-threshold'] : []);
  });
  it.each([
    ['day', '1 dag giver', '1 day gives', '2 dage giver', '2 days give'],
    [
      'percentage-point',
      '1 procentpoint giver',
      '1 percentage point gives',
      '2 procentpoint giver',
      '2 percentage points give',
    ],
    ['point', '1 point giver', '1 point gives', '2 point giver', '2 points give'],
    ['unit', '1 enhed giver', '1 unit gives', '2 enheder giver', '2 units give'],
    ['hour', '1 time giver', '1 hour gives', '2 timer giver', '2 hours give'],
    ['week', '1 uge giver', '1 week gives', '2 uger giver', '2 weeks give'],
    ['month', '1 måned giver', '1 month gives', '2 måneder giver', '2 months give'],
  ])('says %p for one and for several', (unit, ...said) => {
    const terms = contract({
      measures: [{ code: 'all' }],
      outcomes: [
        { code: 'whole', kind: 'total', measure: 'all' },
        {
          code: 'value',
          kind: 'weighted',
          parts: [{ outcome: 'whole', weight: 1 }],
          price: { kind: 'per-unit', unit, amount: 1 },
        },
      ],
    });
    const sentence = (quantity: string) =>
      evaluate(terms, [fact('all', '2025-01-01', { quantity })], '2029-12-31').lines[0]!.sentence;
    const [one, two] = [sentence('1'), sentence('2')];
    expect([one.da, one.en, two.da, two.en].map((text, i) => text.includes(`: ${said[i]} `))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
  it('rounds once, by the declared rounding', () => {
    const price = { kind: 'per-unit', unit: 'day', amount: '0.005' };
    expect(grossOf(priced(price), fact('days', '2025-01-01', { quantity: '1' }))).toBe(1n);
    expect(grossOf(priced(price, { rounding: 'down' }), fact('days', '2025-01-01', { quantity: '1' }))).toBe(0n);
  });
});

describe('step table', () => {
  const table = {
    kind: 'steps',
    steps: [
      { from: 10, inclusive: true, amount: 100 },
      { from: 20, inclusive: false, amount: 500 },
    ],
  };
  it.each([
    ['9.999', 0],
    ['10', 100],
    ['10.001', 100],
    ['20', 100],
    ['20.000001', 500],
    ['1000', 500],
  ])('%p pays %p: at the first bound, above the second', (quantity, amount) =>
    expect(of(table, quantity)).toBe(amount),
  );
  it('says that a value below the first step pays nothing', () => {
    const evaluation = evaluate(priced(table), [fact('days', '2025-01-01', { quantity: '9' })], '2029-12-31');
    expect(evaluation.unpaid.map(({ reason, count }) => [reason, count])).toEqual([['below-threshold', 1]]);
  });
});

describe('table with straight lines', () => {
  const table = (below: string) => ({
    kind: 'interpolated',
    below,
    points: [
      { at: 10, amount: 100 },
      { at: 20, amount: 300 },
      { at: 50, amount: 600 },
    ],
  });
  it.each([
    ['9.99', 0],
    ['10', 100],
    ['15', 200],
    ['19.99', 299.8],
    ['20', 300],
    ['20.01', 300.1],
    ['49.99', 599.9],
    ['50', 600],
    ['51', 600],
  ])('%p pays %p', (quantity, amount) => expect(of(table('nothing'), quantity)).toBe(amount));
  it('can pay its first amount below its first point', () => expect(of(table('first-amount'), '1')).toBe(100));
});

describe('tranches', () => {
  const terms = contract({
    measures: [{ code: 'booked' }, { code: 'improved' }],
    outcomes: [
      {
        code: 'saving',
        kind: 'total',
        measure: 'booked',
        unit: 'amount',
        price: {
          kind: 'tranches',
          threshold: 100,
          tranches: [
            { upTo: 1000, share: 1 },
            { upTo: 2000, share: '0.5' },
            { upTo: 3000, share: 1, requires: [{ fact: 'improved' }] },
          ],
        },
      },
    ],
  });
  it.each([
    ['-5', 0],
    ['99.99', 0],
    ['100', 100],
    ['999', 999],
    ['1000', 1000],
    ['1001', 1000.5],
    ['2000', 1500],
    ['2500', 1500],
    ['9999', 1500],
  ])('a saving of %p pays %p', (quantity, amount) =>
    expect(payable(terms, [fact('booked', '2025-01-01', { quantity })])).toBe(amount),
  );
  it.each([
    ['-0.01', 'below-threshold'],
    ['0', 'below-threshold'],
    ['0.01', undefined],
  ])('without a threshold a saving of %p is %p', (quantity, reason) => {
    const open = contract({
      measures: [{ code: 'booked' }],
      outcomes: [
        { code: 'saving', kind: 'total', measure: 'booked', price: { kind: 'tranches', tranches: [{ share: 1 }] } },
      ],
    });
    expect(
      evaluate(open, [fact('booked', '2025-01-01', { quantity })], '2029-12-31').unpaid.map((each) => each.reason),
    ).toEqual(reason === undefined ? [] : [reason]);
  });
  it('each cohort has its own saving, also in one year', () => {
    const cohorts = [
      { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
      { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
    ];
    const each = contract({
      cohorts,
      measures: [{ code: 'booked' }],
      outcomes: [
        {
          code: 'saving',
          kind: 'total',
          measure: 'booked',
          per: 'cohort',
          price: { kind: 'tranches', tranches: [{ share: 1 }] },
        },
      ],
    });
    expect(
      payable(each, [
        fact('booked', '2024-01-01', { cohort: 'c1', quantity: '5' }),
        fact('booked', '2024-08-01', { cohort: 'c2', quantity: '7' }),
      ]),
    ).toBe(12);
  });
  it('a slice whose condition holds pays; otherwise it is withheld and reported', () => {
    const saving = fact('booked', '2025-01-01', { quantity: '2500' });
    expect(payable(terms, [saving, fact('improved', '2025-01-01')])).toBe(2000);
    expect(evaluate(terms, [saving], '2029-12-31').excess.map(({ step, amount }) => [step, amount])).toEqual([
      ['price', 50_000n],
    ]);
  });
});

describe('price per unit of time', () => {
  const followUps = [
    { code: 'm6', months: 6 },
    { code: 'm12', months: 12 },
    { code: 'm24', months: 24 },
    { code: 'w13', weeks: 13 },
  ];
  const terms = contract({
    followUps,
    outcomes: [
      {
        code: 'all',
        kind: 'reached',
        followUps: ['m6', 'm12', 'm24'],
        price: { kind: 'per-time', amount: 1000, months: 6 },
      },
      { code: 'late', kind: 'reached', followUps: ['m24'], price: { kind: 'per-time', amount: 1000, months: 6 } },
      { code: 'weeks', kind: 'reached', followUps: ['w13'], price: { kind: 'per-time', amount: 1000, months: 6 } },
    ],
  });
  it.each([
    ['all', 'm6', 100_000n],
    ['all', 'm12', 100_000n],
    ['all', 'm24', 200_000n],
    ['late', 'm24', 400_000n],
    ['weeks', 'w13', 50_000n],
  ])('%s at %s costs %p øre: by the time since the follow-up before in its own schedule', (outcome, followUp, amount) =>
    expect(grossOf(terms, fact(outcome, '2025-01-01', { followUp }))).toBe(amount),
  );
  it.each([
    ['m6', ''],
    ['m12', ''],
    ['m24', ', the follow-up covers 12 months'],
    ['m25', ', the follow-up covers 1 month'],
  ])('says what %s covers, when it is not the time of the price', (followUp, words) => {
    const schedule = contract({
      followUps: [...followUps, { code: 'm25', months: 25 }],
      outcomes: [
        {
          code: 'goal',
          kind: 'reached',
          followUps: ['m6', 'm12', 'm24', 'm25'],
          price: { kind: 'per-time', amount: 1000, months: 6 },
        },
      ],
    });
    expect(
      evaluate(schedule, [fact('goal', '2025-01-01', { followUp })], '2029-12-31').lines[0]!.sentence.en,
    ).toContain(`(DKK 1,000 per 6 months${words})`);
  });
});

describe('uplift, deadweight and indexation', () => {
  const terms = contract({
    groups: [
      { code: 'hard', uplift: '0.4' },
      { code: 'easy', deadweight: '0.25' },
    ],
    indexation: {
      baseYear: 2024,
      index: [
        { year: 2026, value: '103.5' },
        { year: 2024, value: 100 },
      ],
    },
    outcomes: [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1000 } }],
  });
  it.each([
    ['2024-06-01', undefined, 100_000n],
    ['2024-06-01', 'hard', 140_000n],
    ['2024-06-01', 'easy', 75_000n],
    ['2025-06-01', undefined, 100_000n],
    ['2026-01-01', undefined, 103_500n],
    ['2029-01-01', 'hard', 144_900n],
  ])('a job on %s for group %p costs %p øre', (on, group, amount) =>
    expect(grossOf(terms, fact('job', on, { group }))).toBe(amount),
  );
  it.each([
    ['2025-06-01', 'hard', 'DKK 1,000 per claim, uplift 40 %'],
    ['2025-06-01', 'easy', 'DKK 1,000 per claim, less 25 % that would have happened anyway'],
    ['2026-06-01', undefined, 'DKK 1,000 per claim, indexation +3.5 %'],
    ['2024-06-01', undefined, 'DKK 1,000 per claim'],
  ])('of a job on %s for group %p is said to be %p', (on, group, rule) =>
    expect(evaluate(terms, [fact('job', on, { group })], '2029-12-31').lines[0]!.sentence.en).toContain(`(${rule})`),
  );
});

describe('a budget year beyond the index', () => {
  const terms = contract({
    indexation: {
      baseYear: 2024,
      index: [
        { year: 2024, value: 100 },
        { year: 2026, value: '103.5' },
      ],
    },
    outcomes: [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 1000 } }],
  });
  it.each([
    ['2026-12-31', []],
    ['2027-01-01', ['index-unknown']],
  ])('is flagged: a job on %s gives %j', (on, codes) =>
    expect(evaluate(terms, [fact('job', on)], '2029-12-31').flags.map((flag) => flag.code)).toEqual(codes),
  );
});

describe('grossOf', () => {
  const terms = contract({
    measures: [{ code: 'booked' }],
    followUps: [{ code: 'm12', months: 12 }],
    outcomes: [
      { code: 'job', kind: 'reached', followUps: ['m12'], price: { kind: 'per-claim', amount: 1000 } },
      { code: 'free', kind: 'reached' },
      { code: 'saving', kind: 'total', measure: 'booked', price: { kind: 'tranches', tranches: [{ share: 1 }] } },
      { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 10, threshold: 2 } },
    ],
  });
  it.each([
    [fact('job', '2025-01-01', { followUp: 'm12', group: 'x' }), 0n],
    [fact('job', '2025-01-01', { followUp: 'm12', cohort: 'x' }), 0n],
    [fact('days', '2025-01-01', { quantity: '1.99' }), 0n],
    [fact('days', '2025-01-01', { quantity: '2' }), 2000n],
    [fact('days', '2025-01-01', { quantity: 'x' }), 0n],
    [fact('job', '2025-01-01', { followUp: 'm12' }), 100_000n],
    [fact('job', '2025-01-01'), 0n],
    [fact('job', '2025-01-01', { followUp: 'm13' }), 0n],
    [fact('job', '2025-02-30', { followUp: 'm12' }), 0n],
    [fact('job', '2025-01-01', { followUp: 'm12', quantity: '0' }), 0n],
    [fact('free', '2025-01-01'), 0n],
    [fact('saving', '2025-01-01'), 0n],
    [fact('booked', '2025-01-01', { quantity: '5' }), 0n],
    [fact('nonsense', '2025-01-01'), 0n],
  ])('%j is worth %p øre', (each, amount) => expect(grossOf(terms, each)).toBe(amount));
});

describe('a share that is paid after a sample', () => {
  const terms = priced({ kind: 'per-unit', unit: 'day', amount: 100 });
  const reduced = fact('days', '2025-01-01', { quantity: '1', paidShare: '0.333333' });
  it('takes the rest off the price, rounded down to whole øre, and shows it as an excess of the price', () => {
    const { lines, excess } = evaluate(terms, [reduced], '2029-12-31');
    expect(lines).toMatchObject([{ gross: 10_000n }]);
    expect(payable(terms, [reduced])).toBe(33.33);
    expect(excess).toMatchObject([{ step: 'price', amount: 6_667n }]);
  });
  it('is what is accrued', () => expect(grossOf(terms, reduced)).toBe(3_333n));
  it('of nothing pays nothing', () => expect(payable(terms, [{ ...reduced, paidShare: '0' }])).toBe(0));
});
