import { describe, expect, it } from '@jest/globals';
import { calendarPeriods, type Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, reasons } from '../../test/build.js';
import { cohorts, difference, finds, job, share, steps, total } from '../../test/sense.js';
import { evaluate, simulate } from '../index.js';

const perNight = { kind: 'per-unit', unit: 'day', amount: 100 };
const measures = ['night', 'enrolled', 'job-found', 'compared', 'hours', 'injury'].map((code) => ({ code }));
const terms = (...outcomes: object[]) =>
  contract({ period: { from: '2026-02-15', to: '2027-08-20' }, measures, outcomes });
const nights = (on: string, quantity: string, participant = 'p1'): Fact => fact('night', on, { quantity, participant });
const settled = (document: ReturnType<typeof terms>, facts: readonly Fact[], cutOff = '2027-12-31') =>
  evaluate(document, facts, cutOff).outcomes.flatMap(({ outcome, period, quantity, gross }) =>
    outcome === 'value' ? [[period, quantity, Number(gross) / 100]] : [],
  );

describe('the parts of the calendar', () => {
  const period = { from: '2026-02-15', to: '2027-08-20' } as never;
  it.each([
    ['year', ['2026 2026-02-15 2026-12-31', '2027 2027-01-01 2027-08-20']],
    [
      'half-year',
      [
        '2026-H1 2026-02-15 2026-06-30',
        '2026-H2 2026-07-01 2026-12-31',
        '2027-H1 2027-01-01 2027-06-30',
        '2027-H2 2027-07-01 2027-08-20',
      ],
    ],
    [
      'quarter',
      [
        '2026-Q1 2026-02-15 2026-03-31',
        '2026-Q2 2026-04-01 2026-06-30',
        '2026-Q3 2026-07-01 2026-09-30',
        '2026-Q4 2026-10-01 2026-12-31',
        '2027-Q1 2027-01-01 2027-03-31',
        '2027-Q2 2027-04-01 2027-06-30',
        '2027-Q3 2027-07-01 2027-08-20',
      ],
    ],
  ] as const)('by %s are whole, but where the contract begins and ends', (calendar, expected) =>
    expect(calendarPeriods(calendar, period).map(({ code, from, to }) => `${code} ${from} ${to}`)).toEqual(expected),
  );
});

describe('a value of the calendar', () => {
  const perQuarter = terms({ code: 'value', kind: 'total', measure: 'night', per: 'quarter', price: perNight });
  const given = [
    nights('2026-03-31', '3'),
    nights('2026-04-01', '4'),
    nights('2026-06-30', '5'),
    nights('2026-10-01', '6'),
  ];
  it('counts what lies in its part, each once, and is in the budget year of its last day', () => {
    expect(settled(perQuarter, given)).toEqual([
      ['2026-Q1', '3', 300],
      ['2026-Q2', '9', 900],
      ['2026-Q4', '6', 600],
    ]);
    expect(evaluate(perQuarter, given, '2027-12-31').payable).toBe(1800_00n);
  });
  it('is settled on the last day of its part, and not before', () => {
    expect(settled(perQuarter, given, '2026-06-29')).toEqual([['2026-Q1', '3', 300]]);
    expect(settled(perQuarter, given, '2026-06-30')).toEqual([
      ['2026-Q1', '3', 300],
      ['2026-Q2', '9', 900],
    ]);
  });
  it('where nothing was registered is not settled, and says so', () =>
    expect(reasons(evaluate(perQuarter, given, '2026-12-31'))).toEqual([
      'value:not-yet-due',
      'value:nothing-measured',
    ]));
  it('has a line of its own, which names its part', () => {
    const { lines } = evaluate(perQuarter, given, '2027-12-31');
    expect(lines.map(({ id, period }) => [id, period])).toEqual([
      ['2026/value/-/-/-/2026-Q1', '2026-Q1'],
      ['2026/value/-/-/-/2026-Q2', '2026-Q2'],
      ['2026/value/-/-/-/2026-Q4', '2026-Q4'],
    ]);
    expect(lines[1]!.sentence).toEqual({
      da: 'value, 2. kvartal 2026 (1 person): 9 dage giver 900 kr. (100 kr. pr. dag).',
      en: 'value, quarter 2 of 2026 (1 person): 9 days give DKK 900 (DKK 100 per day).',
    });
  });
  it('of a share counts those who came in its part, and what they reached in it', () => {
    const perHalf = terms({
      code: 'value',
      kind: 'share',
      reaching: 'job-found',
      population: { of: 'enrolled' },
      per: 'half-year',
      price: { kind: 'per-unit', unit: 'percentage-point', amount: 10 },
    });
    const people = ['p1', 'p2', 'p3', 'p4'];
    expect(
      settled(perHalf, [
        ...people.map((participant) => fact('enrolled', '2026-03-01', { participant })),
        fact('job-found', '2026-06-30', { participant: 'p1' }),
        fact('job-found', '2026-07-01', { participant: 'p2' }),
        fact('enrolled', '2026-07-01', { participant: 'p5' }),
        fact('job-found', '2026-08-01', { participant: 'p5' }),
      ]),
    ).toEqual([
      ['2026-H1', '25', 250],
      ['2026-H2', '100', 1000],
    ]);
  });
  it('is built from values of the same part', () => {
    const ratio = terms(
      { code: 'value', kind: 'ratio', of: 'nights', to: 'worked', per: 'year', price: { ...perNight, unit: 'unit' } },
      { code: 'nights', kind: 'total', measure: 'night', per: 'year' },
      { code: 'worked', kind: 'total', measure: 'hours', per: 'year' },
    );
    const hours = (on: string, quantity: string) => fact('hours', on, { quantity });
    expect(
      settled(ratio, [...given, hours('2026-05-05', '12'), nights('2027-02-02', '7'), hours('2027-02-02', '2')]),
    ).toEqual([
      ['2026', '1.5', 150],
      ['2027', '3.5', 350],
    ]);
  });
  it('is planned for every part', () => {
    const planned = terms({
      code: 'value',
      kind: 'total',
      measure: 'night',
      per: 'quarter',
      price: perNight,
      expected: 3,
    });
    expect(simulate(planned, { success: [], seed: 1, runs: 0 }).forecast.course.payable).toBe(7n * 300_00n);
  });
  it('with a table has a ceiling for every part', () => {
    const table = { kind: 'steps', steps: [{ from: 1, inclusive: true, amount: 500 }] };
    const { worstCases } = simulate(
      terms({ code: 'value', kind: 'total', measure: 'night', per: 'quarter', price: table, expected: 3 }),
      { success: [], seed: 1, runs: 0 },
    );
    expect(worstCases.find(({ party }) => party === 'town')!.ceiling).toBe(7n * 500_00n);
  });
  finds([
    ['needs no cohort', { outcomes: [total('sum', { per: 'quarter' })] }, []],
    [
      'has no day of its own',
      { outcomes: [total('sum', { per: 'year', measuredOn: '2025-01-01' })] },
      ['outcomes[0] measured-twice'],
    ],
    [
      'is not built from others',
      { cohorts, outcomes: [total('a', { per: 'year' }), difference({ per: 'quarter' })] },
      ['outcomes[1].of other-points'],
    ],
    [
      'is nothing that a person can wait for',
      { outcomes: [total('sum', { per: 'year' }), { ...job, requires: [{ fact: 'sum' }] }] },
      ['outcomes[1].requires[0] condition-per-cohort'],
    ],
  ]);
});

describe('a ratio of two totals', () => {
  const injuries = (as?: string) =>
    terms(
      {
        code: 'value',
        kind: 'ratio',
        of: 'injuries',
        to: 'worked',
        as,
        price: { ...perNight, unit: 'unit', amount: 1000 },
      },
      { code: 'injuries', kind: 'total', measure: 'injury' },
      { code: 'worked', kind: 'total', measure: 'hours' },
    );
  const given = (injured: string, worked: string) => [
    fact('injury', '2026-05-05', { quantity: injured }),
    fact('hours', '2026-05-05', { quantity: worked }),
  ];
  it.each([
    ['number', '1', '3', '0.333333', 333.33],
    ['percent', '1', '3', '33.333333', 33333.33],
    ['number', '0', '3', '0', 0],
  ])('as a %s: %s to %s is %s', (as, of, to, quantity, gross) =>
    expect(settled(injuries(as), given(of, to))).toEqual([[undefined, quantity, gross]]),
  );
  it.each(['0', '-1'])('to %s is none', (to) =>
    expect(reasons(evaluate(injuries(), given('1', to), '2027-12-31'))).toContain('value:no-percentage'),
  );
});

describe('a difference per person times the number of people', () => {
  const saved = terms(
    {
      code: 'value',
      kind: 'difference',
      of: 'own',
      against: { outcome: 'others' },
      as: 'total',
      better: 'lower',
      price: perNight,
    },
    { code: 'own', kind: 'average', measure: 'night', perPerson: 'sum', population: { of: 'enrolled' } },
    { code: 'others', kind: 'average', measure: 'night', perPerson: 'sum', population: { of: 'compared' } },
  );
  const people = (code: string, count: number, from: number) =>
    Array.from({ length: count }, (_, i) => fact(code, '2026-03-01', { participant: `p${from + i}` }));
  it('pays in a straight line for all of them: 3 people 2 nights below 5 are 6 nights', () =>
    expect(
      settled(saved, [
        ...people('enrolled', 3, 1),
        ...people('compared', 2, 10),
        nights('2026-04-01', '9', 'p1'),
        nights('2026-04-01', '10', 'p10'),
      ]),
    ).toEqual([[undefined, '6', 600]]));
  it('is exact, where the average is not: 7 people, 10 nights, against 2 each', () =>
    expect(
      settled(saved, [
        ...people('enrolled', 7, 1),
        ...people('compared', 1, 10),
        nights('2026-04-01', '10', 'p1'),
        nights('2026-04-01', '2', 'p10'),
      ]),
    ).toEqual([[undefined, '4', 400]]));
  it('that is worse pays nothing', () =>
    expect(
      settled(saved, [
        ...people('enrolled', 1, 1),
        ...people('compared', 1, 10),
        nights('2026-04-01', '3', 'p1'),
        nights('2026-04-01', '2', 'p10'),
      ]),
    ).toEqual([[undefined, '-1', 0]]));
  finds([
    [
      'needs a value per person',
      { outcomes: [total('a'), difference({ as: 'total' })] },
      ['outcomes[1].as total-of-no-people'],
    ],
  ]);
});

describe('a bound that is a part of the whole', () => {
  const of162 = (from: string) =>
    contract({
      measures,
      outcomes: [
        {
          code: 'value',
          kind: 'share',
          reaching: 'job-found',
          population: { of: 'enrolled' },
          price: { kind: 'steps', steps: [{ from, inclusive: true, amount: 1000 }] },
        },
      ],
    });
  const reached = (count: number, of: number) => [
    ...Array.from({ length: of }, (_, i) => fact('enrolled', '2025-01-01', { participant: `p${i}` })),
    ...Array.from({ length: count }, (_, i) => fact('job-found', '2025-02-01', { participant: `p${i}` })),
  ];
  it.each([
    ['50 of 162', 49, 162, 0],
    ['50 of 162', 50, 162, 1000],
    ['50/162', 50, 162, 1000],
    ['1/3', 54, 162, 1000],
    ['1/3', 53, 162, 0],
    ['30.864198', 50, 162, 0],
  ])('%s is exact: %p of %p is worth %p', (from, count, of, amount) =>
    expect(Number(evaluate(of162(from), reached(count, of), END).payable) / 100).toBe(amount),
  );
  it('reads the same written either way', () =>
    expect(evaluate(of162('50 of 162'), [], END).termsDigest).toBe(evaluate(of162('50/162'), [], END).termsDigest));
  const ofSum = { fact: 'sum', atLeast: '1/3' };
  finds([
    [
      'is of a value in per cent',
      {
        outcomes: [
          job,
          share({ price: steps() && { kind: 'steps', steps: [{ from: '1 of 3', inclusive: true, amount: 1 }] } }),
        ],
      },
      [],
    ],
    [
      'is of no other',
      {
        outcomes: [total('sum', { price: { kind: 'steps', steps: [{ from: '1 of 3', inclusive: true, amount: 1 }] } })],
      },
      ['outcomes[0].price.steps[0].from part-of-no-whole'],
    ],
    [
      'also in a condition',
      { outcomes: [total('sum'), { ...job, requires: [ofSum] }] },
      ['outcomes[1].requires[0].atLeast part-of-no-whole'],
    ],
    [
      'is no part of nothing',
      { outcomes: [job, share({ price: { kind: 'steps', steps: [{ from: '1/0', inclusive: true, amount: 1 }] } })] },
      ['outcomes[1].price.steps[0].from invalid-value'],
    ],
  ]);
});

describe('what rules out the value of a group', () => {
  const value = (unless: object) =>
    terms(
      { code: 'value', kind: 'total', measure: 'night', price: perNight, unless: [unless] },
      { code: 'injuries', kind: 'total', measure: 'injury', measuredOn: '2027-08-19' },
    );
  it.each([
    [{ fact: 'injuries', atLeast: 3 }, '2', 1],
    [{ fact: 'injuries', atLeast: 3 }, '3', 0],
    [{ fact: 'injury', atLeast: 3, or: [{ fact: 'injury', atMost: 1 }] }, '2', 1],
    [{ fact: 'injury', atLeast: 3, or: [{ fact: 'injury', atMost: 1 }] }, '1', 0],
  ])('is %j: with %s injuries %p is settled', (unless, injured, count) => {
    const evaluation = evaluate(
      value(unless),
      [nights('2026-05-05', '1'), fact('injury', '2026-05-05', { quantity: injured })],
      '2027-12-31',
    );
    expect(evaluation.lines).toHaveLength(count);
    expect(reasons(evaluation)).toEqual(count === 1 ? [] : ['value:excluded-by-fact']);
  });
});
