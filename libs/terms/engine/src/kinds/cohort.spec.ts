import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';

const cohorts = [
  { code: 'c1', from: '2024-01-01', to: '2024-06-30' },
  { code: 'c2', from: '2024-07-01', to: '2024-12-31' },
];
const followUps = [{ code: 'm12', months: 12 }];
const measures = ['referred', 'left', 'answer', 'score', 'nights', 'compared', 'cost'].map((code) => ({ code }));
const perPoint = { kind: 'per-unit', unit: 'percentage-point', amount: 100 };
const one = (outcome: Record<string, unknown>, ...others: Record<string, unknown>[]) =>
  contract({
    cohorts,
    followUps,
    measures,
    groups: [
      { code: 'easy', deadweight: '0.5' },
      { code: 'hard', deadweight: '0.1' },
    ],
    outcomes: [...others, { code: 'value', ...outcome }],
  });
const value = (terms: ReturnType<typeof one>, facts: readonly Fact[], cutOff = END): string | undefined =>
  evaluate(terms, facts, cutOff).outcomes.find((each) => each.outcome === 'value')?.quantity;
const people = (count: number, code: string, on: string, more: Partial<Fact> = {}, from = 1): Fact[] =>
  Array.from({ length: count }, (_, i) => fact(code, on, { participant: `p${from + i}`, ...more }));

describe('a share', () => {
  const share = (population: object = {}, more: object = {}) =>
    one({ kind: 'share', reaching: 'answer', population: { of: 'referred', ...population }, price: perPoint, ...more });
  const tenReferred = people(10, 'referred', '2024-02-01');
  it('counts everyone referred, also those who left (intention to treat)', () =>
    expect(
      value(share({ leftBy: 'left' }), [
        ...tenReferred,
        ...people(5, 'answer', '2025-01-01'),
        ...people(2, 'left', '2024-05-01', {}, 9),
      ]),
    ).toBe('50'));
  it('can leave out those who left, whatever they reached', () =>
    expect(
      value(share({ leftBy: 'left', left: 'excluded' }), [
        ...tenReferred,
        ...people(5, 'answer', '2025-01-01'),
        ...people(2, 'left', '2024-05-01', {}, 5),
      ]),
    ).toBe('50'));
  it.each([
    ['0.1', '55.555556'],
    ['0.2', '50'],
    ['0.05', '50'],
  ])('leaves out those who left in the order in which they left, at most the share %p', (excludedAtMost, expected) =>
    expect(
      value(share({ leftBy: 'left', left: 'excluded', excludedAtMost }), [
        ...tenReferred,
        ...people(5, 'answer', '2025-01-01'),
        fact('left', '2024-06-01', { participant: 'p1' }),
        fact('left', '2024-05-01', { participant: 'p10' }),
        fact('left', '2024-04-01', { participant: 'never-referred' }),
      ]),
    ).toBe(expected),
  );
  it.each<[string, readonly Fact[], string | undefined]>([
    ['no row', [], undefined],
    ['one row of 0', people(1, 'answer', '2025-01-01', { quantity: '0' }), '0'],
    ['a row of somebody else', people(1, 'answer', '2025-01-01', {}, 50), undefined],
  ])('of what is registered, with %s, is %p', (_what, facts, expected) => {
    expect(value(share(), [...tenReferred, ...facts])).toBe(expected);
    expect(reasons(evaluate(share(), [...tenReferred, ...facts], END))).toEqual([
      expected === undefined ? 'value:nothing-measured' : 'value:below-threshold',
    ]);
  });
  it('of what is claimed is 0 when nobody has claimed it', () =>
    expect(
      value(
        one(
          { kind: 'share', reaching: 'job', population: { of: 'referred' } },
          { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
        ),
        tenReferred,
      ),
    ).toBe('0'));
  it('counts a missing answer as not reached, or leaves it out; an answer of 0 is an answer', () => {
    const facts = [
      ...tenReferred,
      ...people(4, 'answer', '2025-01-01'),
      ...people(2, 'answer', '2025-01-01', { quantity: '0' }, 5),
    ];
    expect(value(share(), facts)).toBe('40');
    expect(value(share({ missing: 'excluded' }), facts)).toBe('66.666667');
  });
  it.each([
    ['0.2', '50'],
    ['0.29', '50'],
    ['0.3', '57.142857'],
    ['1', '100'],
  ])('leaves out at most the share %p of the people (4 of 10 answered)', (excludedAtMost, expected) =>
    expect(
      value(share({ missing: 'excluded', excludedAtMost }), [...tenReferred, ...people(4, 'answer', '2025-01-01')]),
    ).toBe(expected),
  );
  it('pays per percentage point', () =>
    expect(payable(share(), [...tenReferred, ...people(3, 'answer', '2025-01-01')])).toBe(3000));
  it('counts people and not facts', () =>
    expect(
      value(share(), [
        ...tenReferred,
        ...tenReferred.map((each) => ({ ...each, id: `${each.id}x` })),
        fact('answer', '2025-01-01'),
        fact('answer', '2025-02-01'),
      ]),
    ).toBe('10'));
  it('ignores answers of others', () =>
    expect(
      value(share(), [
        ...tenReferred,
        ...people(1, 'answer', '2025-01-01'),
        ...people(5, 'answer', '2025-01-01', {}, 100),
      ]),
    ).toBe('10'));
  it('subtracts what would have happened anyway, by each group', () => {
    const facts = [
      ...people(5, 'referred', '2024-02-01', { group: 'easy' }),
      ...people(5, 'referred', '2024-02-01', { group: 'hard' }, 6),
      ...people(8, 'answer', '2025-01-01'),
    ];
    expect(value(share({}, { afterDeadweight: true }), facts)).toBe('50');
  });
  it('is nothing without people', () =>
    expect(reasons(evaluate(share(), [], END))).toEqual(['value:nothing-measured']));
});

describe('when a value is settled', () => {
  const share = (more: object) =>
    one({ kind: 'share', reaching: 'answer', population: { of: 'referred' }, price: perPoint, ...more });
  const facts = [
    ...people(2, 'referred', '2024-02-01', { cohort: 'c1' }),
    ...people(2, 'referred', '2024-08-01', { cohort: 'c2' }, 3),
    ...people(1, 'answer', '2024-06-30', { followUp: 'm12' }),
    ...people(2, 'answer', '2024-12-31', { followUp: 'm12' }, 3),
  ];
  it('is not yet due the day before', () => {
    const terms = share({ measuredOn: '2025-03-01' });
    expect(reasons(evaluate(terms, facts, '2025-02-28'))).toEqual(['value:not-yet-due']);
    expect(value(terms, facts, '2025-03-01')).toBe('75');
  });
  it.each([
    ['2024-06-29', 0],
    ['2024-06-30', 1],
    ['2024-12-30', 1],
    ['2024-12-31', 2],
  ])('of each cohort is due on the last day of its intake: on %s there are %p', (cutOff, due) =>
    expect(evaluate(share({ per: 'cohort' }), facts, cutOff).lines).toHaveLength(due),
  );
  it.each([
    ['2025-12-30', 0],
    ['2025-12-31', 1],
  ])('of all at a follow-up counts from the end of the last intake: on %s there are %p', (cutOff, due) => {
    const terms = contract({
      cohorts: [...cohorts].reverse(),
      followUps,
      measures,
      outcomes: [
        {
          code: 'value',
          kind: 'share',
          reaching: 'answer',
          population: { of: 'referred' },
          price: perPoint,
          followUps: ['m12'],
        },
      ],
    });
    expect(evaluate(terms, facts, cutOff).lines).toHaveLength(due);
  });
  it('does not count what was achieved later', () =>
    expect(value(share({ measuredOn: '2024-12-30' }), facts)).toBe('25'));
  it('can be each cohort by itself: thresholds per cohort, not pooled', () => {
    const threshold = { ...perPoint, threshold: 60 };
    expect(payable(share({ per: 'cohort', price: threshold }), facts)).toBe(10_000);
    expect(payable(share({ measuredOn: '2024-12-31', price: threshold }), facts)).toBe(7_500);
  });
  it('at a follow-up counts from the end of the cohort, and only answers at that follow-up', () => {
    const terms = share({ per: 'cohort', followUps: ['m12'] });
    const evaluation = evaluate(terms, [...facts, ...people(1, 'answer', '2024-03-01', {}, 2)], '2025-06-30');
    expect(evaluation.lines.map(({ cohort, followUp, quantity, year }) => [cohort, followUp, quantity, year])).toEqual([
      ['c1', 'm12', '50', 2025],
    ]);
    expect(reasons(evaluation)).toEqual(['value:not-yet-due']);
  });
});

describe('an average', () => {
  const average = (more: object, population: object = {}) =>
    one({
      kind: 'average',
      measure: 'score',
      population: { of: 'referred', missingValue: 0, ...population },
      price: { kind: 'per-unit', unit: 'point', amount: 1 },
      ...more,
    });
  const facts = [
    ...people(4, 'referred', '2024-02-01'),
    fact('score', '2024-03-01', { quantity: '5' }),
    fact('score', '2024-04-01', { quantity: '8' }),
    fact('score', '2024-04-01', { quantity: '4', participant: 'p2' }),
  ];
  it.each([
    [{}, {}, '3'],
    [{ perPerson: 'sum' }, {}, '4.25'],
    [{}, { missing: 'excluded' }, '6'],
    [{}, { missing: 'excluded', excludedAtMost: '0.25' }, '4'],
    [{}, { missingValue: 2 }, '4'],
  ])('with %j and %j is %p', (more, population, expected) =>
    expect(value(average(more, population), facts)).toBe(expected),
  );
  it.each([[{}], [{ perPerson: 'sum' }]])('with %j and no row of anybody is nothing measured, not 0', (more) => {
    const referred = people(4, 'referred', '2024-02-01');
    expect(reasons(evaluate(average(more), referred, END))).toEqual(['value:nothing-measured']);
    expect(value(average(more), [...referred, fact('score', '2024-04-01', { quantity: '0' })])).toBe('0');
  });
  it('leaves out those who left, with what was measured of them', () =>
    expect(
      value(average({}, { leftBy: 'left', left: 'excluded' }), [
        ...facts,
        fact('left', '2024-05-01', { participant: 'p1' }),
      ]),
    ).toBe('1.333333'));
});

describe('a total', () => {
  const total = (more: object = {}) =>
    one({ kind: 'total', measure: 'cost', price: { kind: 'tranches', tranches: [{ share: 1 }] }, ...more });
  const costs = [
    fact('cost', '2024-02-01', { quantity: '10.5', cohort: 'c1' }),
    fact('cost', '2024-06-30', { quantity: '-2', cohort: 'c1', participant: 'p2', followUp: 'm12' }),
    fact('cost', '2024-07-01', { quantity: '4', cohort: 'c2', participant: undefined }),
  ];
  const settled = (terms: ReturnType<typeof one>, facts: readonly Fact[], cutOff = END) =>
    evaluate(terms, facts, cutOff).outcomes.map(({ cohort, followUp, quantity, people: counted, claims }) => [
      cohort ?? followUp ?? '-',
      quantity,
      counted,
      claims,
    ]);
  it('adds all of it, and counts the people and the facts', () =>
    expect(settled(total(), costs)).toEqual([['-', '12.5', 2, 3]]));
  it('up to its day', () => {
    expect(settled(total({ measuredOn: '2024-06-29' }), costs)).toEqual([['-', '10.5', 1, 1]]);
    expect(settled(total({ measuredOn: '2024-06-30' }), costs)).toEqual([['-', '8.5', 2, 2]]);
  });
  it('of each cohort', () =>
    expect(
      settled(total({ per: 'cohort' }), [
        ...costs.slice(0, 2),
        fact('cost', '2024-08-01', { quantity: '4', cohort: 'c2' }),
      ]),
    ).toEqual([
      ['c1', '8.5', 2, 2],
      ['c2', '4', 1, 1],
    ]));
  it('at a follow-up', () => expect(settled(total({ followUps: ['m12'] }), costs)).toEqual([['m12', '-2', 1, 1]]));
  it('of nothing is nothing measured, of what is no number invalid', () => {
    expect(reasons(evaluate(total(), [], END))).toEqual(['value:nothing-measured']);
    expect(reasons(evaluate(total(), [...costs, fact('cost', '2024-01-01', { quantity: 'x' })], END))).toEqual([
      'value:invalid-quantity',
    ]);
  });
});

describe('who belongs to a population', () => {
  const share = (population: object = {}, more: object = {}) =>
    one({
      kind: 'share',
      reaching: 'answer',
      population: { of: 'referred', ...population },
      price: perPoint,
      measuredOn: '2024-06-30',
      ...more,
    });
  const ten = people(10, 'referred', '2024-02-01');
  const five = people(5, 'answer', '2024-05-01');
  it.each<[string, readonly Fact[], string]>([
    ['one who came on the last day', [fact('referred', '2024-06-30', { participant: 'late' })], '45.454545'],
    ['not one who came later', [fact('referred', '2024-07-01', { participant: 'late' })], '50'],
    ['not nobody', [fact('referred', '2024-02-01', { participant: undefined })], '50'],
    ['one who came twice, once', [fact('referred', '2024-03-01')], '50'],
  ])('%s', (_what, more, expected) => expect(value(share(), [...ten, ...five, ...more])).toBe(expected));
  it.each([
    ['2024-06-30', '55.555556'],
    ['2024-07-01', '50'],
  ])('who left by %s and had not reached it: %p', (on, expected) =>
    expect(
      value(share({ leftBy: 'left', left: 'excluded' }), [...ten, ...five, fact('left', on, { participant: 'p10' })]),
    ).toBe(expected),
  );
  it('of those who left and those without an answer each is left out once', () => {
    const zero = people(2, 'answer', '2024-05-01', { quantity: '0' }, 6);
    const all = [...ten, ...five, ...zero, ...people(2, 'left', '2024-05-01', {}, 7)];
    expect(value(share({ leftBy: 'left', left: 'excluded', missing: 'excluded' }), all)).toBe('83.333333');
    expect(value(share({ leftBy: 'left', left: 'excluded' }), all)).toBe('62.5');
    expect(value(share({ leftBy: 'left', missing: 'excluded' }), all)).toBe('71.428571');
  });
  it('one good answer among others reaches it', () =>
    expect(value(share(), [...ten, ...five, ...people(1, 'answer', '2024-04-01', { quantity: '0' })])).toBe('50'));
  it('an answer of no number is none', () =>
    expect(
      value(share({ missing: 'excluded' }), [
        ...ten,
        ...five,
        fact('answer', '2024-05-01', { participant: 'p6', quantity: 'x' }),
      ]),
    ).toBe('100'));
  it('takes the group of the first day, and subtracts nothing without a group', () => {
    const facts = [
      fact('referred', '2024-02-01', { group: 'easy' }),
      fact('referred', '2024-03-01', { group: 'hard' }),
      fact('referred', '2024-02-01', { participant: 'p2' }),
      ...people(2, 'answer', '2024-05-01'),
    ];
    expect(value(share({}, { afterDeadweight: true }), facts)).toBe('75');
  });
});

describe('values built from others', () => {
  const nights = (code: string, of: string) => ({
    code,
    kind: 'average',
    measure: 'nights',
    perPerson: 'sum',
    population: { of },
  });
  const facts = [
    ...people(2, 'referred', '2024-02-01'),
    ...people(2, 'compared', '2024-02-01', {}, 50),
    ...people(2, 'nights', '2024-05-01', { quantity: '60' }),
    ...people(2, 'nights', '2024-05-01', { quantity: '80' }, 50),
  ];
  it('a difference to a comparison group, in points or per cent', () => {
    const difference = (as: string) =>
      one(
        {
          kind: 'difference',
          of: 'own',
          against: { outcome: 'other' },
          as,
          better: 'lower',
          price: { kind: 'per-unit', unit: 'point', amount: 1 },
        },
        nights('own', 'referred'),
        nights('other', 'compared'),
      );
    expect(value(difference('points'), facts)).toBe('20');
    expect(value(difference('percent'), facts)).toBe('25');
  });
  it('a difference to a historic value; worse is negative and pays nothing', () => {
    const terms = one(
      {
        kind: 'difference',
        of: 'own',
        against: { value: 50, version: 'v1', source: 'register' },
        as: 'points',
        better: 'lower',
        price: { kind: 'per-unit', unit: 'point', amount: 1 },
      },
      nights('own', 'referred'),
    );
    expect([value(terms, facts), payable(terms, facts)]).toEqual(['-10', 0]);
  });
  it('an avoided cost is a share of predicted minus actual', () => {
    const terms = one(
      {
        kind: 'avoided-cost',
        actual: 'spent',
        predicted: { amount: 1000, version: 'v1', source: 'budget' },
        price: { kind: 'tranches', tranches: [{ share: '0.3' }] },
      },
      { code: 'spent', kind: 'total', measure: 'cost', unit: 'amount' },
    );
    expect(payable(terms, [fact('cost', '2024-03-01', { quantity: '400.50', participant: undefined })])).toBe(179.85);
    expect(payable(terms, [fact('cost', '2024-03-01', { quantity: '1000' })])).toBe(0);
  });
  it('weights combine several values into one pay-out', () => {
    const total = (code: string, measure: string) => ({ code, kind: 'total', measure });
    const terms = one(
      {
        kind: 'weighted',
        parts: [
          { outcome: 'a', weight: '0.75', target: 100, atMost: 120 },
          { outcome: 'b', weight: '0.25', target: 10 },
        ],
        price: {
          kind: 'interpolated',
          below: 'nothing',
          points: [
            { at: 80, amount: 0 },
            { at: 100, amount: 1000 },
          ],
        },
      },
      total('a', 'nights'),
      total('b', 'score'),
    );
    const of = (a: string, b: string): Fact[] => [
      fact('nights', '2024-01-01', { quantity: a }),
      fact('score', '2024-01-01', { quantity: b }),
    ];
    expect([value(terms, of('80', '12')), payable(terms, of('80', '12'))]).toEqual(['90', 500]);
    expect(value(terms, of('1000', '8'))).toBe('110');
  });
  it.each([
    ['0', ['value:no-percentage']],
    ['-1', ['value:no-percentage']],
    ['0.01', []],
  ])('a difference in per cent of %p', (reference, expected) => {
    const terms = one(
      {
        kind: 'difference',
        of: 'own',
        against: { outcome: 'spent' },
        as: 'percent',
        better: 'higher',
        price: {
          kind: 'interpolated',
          below: 'first-amount',
          points: [
            { at: 0, amount: 1 },
            { at: 1, amount: 1 },
          ],
        },
      },
      nights('own', 'referred'),
      { code: 'spent', kind: 'total', measure: 'cost' },
    );
    expect(reasons(evaluate(terms, [...facts, fact('cost', '2024-01-01', { quantity: reference })], END))).toEqual(
      expected,
    );
  });
  it('an improvement can be more or less', () => {
    const difference = (better: string) =>
      value(
        one(
          { kind: 'difference', of: 'own', against: { outcome: 'other' }, as: 'points', better },
          { ...nights('own', 'referred'), price: { kind: 'per-unit', unit: 'point', amount: 1 } },
          nights('other', 'compared'),
        ),
        facts,
      );
    expect([difference('higher'), difference('lower')]).toEqual(['-20', '20']);
  });
  it('are nothing when a part is not measured', () => {
    const total = (code: string, measure: string) => ({
      code,
      kind: 'total',
      measure,
      price: { kind: 'tranches', tranches: [{ share: 1 }] },
    });
    const spent = fact('cost', '2024-01-01', { quantity: '5' });
    const weighted = one(
      {
        kind: 'weighted',
        parts: [
          { outcome: 'a', weight: '0.5' },
          { outcome: 'b', weight: '0.5' },
        ],
      },
      total('a', 'cost'),
      total('b', 'score'),
    );
    const predicted = one(
      { kind: 'avoided-cost', actual: 'a', predicted: { outcome: 'b' } },
      total('a', 'cost'),
      total('b', 'score'),
    );
    for (const terms of [weighted, predicted])
      expect(reasons(evaluate(terms, [spent], END))).toEqual(['b:nothing-measured', 'value:nothing-measured']);
    expect(value(weighted, [spent, fact('score', '2024-01-01', { quantity: '9' })])).toBe('7');
    expect(value(predicted, [spent, fact('score', '2024-01-01', { quantity: '9' })])).toBe('4');
  });
  it('wait for what they are built from', () => {
    const terms = one(
      {
        kind: 'difference',
        of: 'own',
        against: { outcome: 'other' },
        as: 'points',
        better: 'lower',
        measuredOn: '2025-01-01',
      },
      { ...nights('own', 'referred'), price: { kind: 'per-unit', unit: 'point', amount: 1 } },
      nights('other', 'compared'),
    );
    expect(reasons(evaluate(terms, facts, '2025-01-01'))).toEqual([
      'other:not-yet-due',
      'own:not-yet-due',
      'value:nothing-measured',
    ]);
  });
});

describe('conditions on values', () => {
  const gate = {
    code: 'gate',
    kind: 'share',
    reaching: 'answer',
    population: { of: 'referred' },
    measuredOn: '2025-01-01',
  };
  const facts = [...people(10, 'referred', '2024-02-01'), ...people(8, 'answer', '2024-05-01')];
  it.each([
    [79, 100],
    [80, 100],
    [81, 0],
  ])('an individual outcome may need a share of at least %p (it is 80): worth %p', (atLeast, amount) => {
    const terms = one(
      {
        kind: 'reached',
        requires: [{ fact: 'gate', atLeast, timing: 'any' }],
        price: { kind: 'per-claim', amount: 100 },
      },
      gate,
    );
    expect(payable(terms, [...facts, fact('value', '2024-06-01')])).toBe(amount);
  });
  it.each([
    [80, '2025-01-01', []],
    [81, '2025-01-01', ['value:prerequisite-missing']],
    [80, '2024-12-31', ['value:prerequisite-missing']],
  ])(
    'a cohort value may need another of at least %p (it is 80, and known from 2025) on its own day: %s',
    (atLeast, measuredOn, expected) => {
      const terms = one(
        {
          kind: 'total',
          measure: 'nights',
          measuredOn,
          requires: [{ fact: 'gate', atLeast }],
          price: { kind: 'tranches', tranches: [{ share: 1 }] },
        },
        gate,
      );
      expect(reasons(evaluate(terms, [...facts, fact('nights', '2024-06-01', { quantity: '5' })], END))).toEqual(
        expected,
      );
    },
  );
});
