import { describe, expect, it } from '@jest/globals';
import type { Terms } from '@ringvirkning/terms-language';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { finds, followUps, job } from '../../test/sense.js';
import { evaluate, simulate } from '../index.js';

const price = { kind: 'per-claim', amount: 100 };
const perPoint = { kind: 'per-unit', unit: 'point', amount: 10 };
const one = (outcome: Record<string, unknown>): Terms =>
  contract({
    followUps,
    measures: [{ code: 'score', scoredBy: 'professional' }, { code: 'enrolled' }, { code: 'night' }],
    outcomes: [{ code: 'goal', price, ...outcome }],
  });
const score = (on: string, quantity: string, followUp?: string) => fact('score', on, { quantity, followUp });
const goal = (on: string, followUp?: string) => fact('goal', on, { followUp });
const why = (terms: Terms, ...facts: ReturnType<typeof fact>[]): string[] => reasons(evaluate(terms, facts, END));

const improving = (more: object) => ({
  code: 'better',
  kind: 'improvement',
  measure: 'rated',
  better: 'higher',
  price: { kind: 'per-unit', unit: 'percentage-point', amount: 1 },
  ...more,
});

describe('a score within a bound', () => {
  const low = one({ kind: 'score', measure: 'score', atMost: 9 });
  it.each([
    ['-1', 100],
    ['0', 100],
    ['9', 100],
    ['9.000000001', 0],
    ['27', 0],
  ])('of at most 9: %p earns %p', (value, amount) =>
    expect(payable(low, [score('2025-01-01', value), goal('2025-01-01')])).toBe(amount),
  );
  it.each([
    ['4', 0],
    ['5', 100],
    ['8', 100],
    ['8.1', 0],
  ])('of 5 to 8: %p earns %p', (value, amount) =>
    expect(
      payable(one({ kind: 'score', measure: 'score', atLeast: 5, atMost: 8 }), [
        score('2025-01-01', value),
        goal('2025-01-01'),
      ]),
    ).toBe(amount),
  );
  it('is where the person stands at the claim, not where somebody once stood', () => {
    const course = [score('2025-01-01', '4'), score('2025-03-01', '12')];
    expect(payable(low, [...course, goal('2025-02-28')])).toBe(100);
    expect(why(low, ...course, goal('2025-03-01'))).toEqual(['goal:not-reached']);
  });
  it('is judged at the follow-up of the claim', () => {
    const terms = one({ kind: 'score', measure: 'score', atMost: 9, followUps: ['m3', 'm6'] });
    const course = [score('2025-03-01', '9', 'm3'), score('2025-06-01', '10', 'm6')];
    expect(why(terms, ...course, goal('2025-06-01', 'm3'), goal('2025-06-02', 'm6'))).toEqual(['goal:not-reached']);
    expect(why(terms, goal('2025-06-01', 'm3'))).toEqual(['goal:nothing-measured']);
  });
  it('that is no number says nothing', () =>
    expect(why(low, score('2025-01-01', 'low'), goal('2025-01-01'))).toEqual(['goal:invalid-quantity']));
  it('is reached by whoever is planned to', () => {
    const planned = one({ kind: 'score', measure: 'score', atMost: 9, planned: [{ count: 7 }] });
    expect(simulate(planned, { success: [], seed: 1, runs: 0 }).forecast.course.payable).toBe(700_00n);
  });
  finds([
    ['has a bound', { outcomes: [{ ...job, kind: 'score', measure: 'rated' }] }, ['outcomes[0] bound-missing']],
    [
      'has bounds that do not cross',
      { outcomes: [{ ...job, kind: 'score', measure: 'rated', atMost: 1, atLeast: 2 }] },
      ['outcomes[0] bounds-crossed'],
    ],
    [
      "is not the citizen's own word, where it pays",
      { outcomes: [{ ...job, kind: 'score', measure: 'own-score', atMost: 1 }] },
      ['outcomes[0] self-scored-price'],
    ],
  ]);
});

describe('an improvement in per cent of the own baseline', () => {
  const percent = (more: object = {}) =>
    one({ kind: 'improvement', measure: 'score', better: 'lower', as: 'percent', atLeast: 50, ...more });
  it.each([
    ['40', '20', 100],
    ['40', '20.01', 0],
    ['12', '6', 100],
    ['12', '0', 100],
  ])('from %p to %p is worth %p, when half is enough', (before, now, amount) =>
    expect(payable(percent(), [score('2025-01-01', before), score('2025-06-01', now), goal('2025-06-01')])).toBe(
      amount,
    ),
  );
  it('is priced by the exact per cent', () =>
    expect(
      payable(percent({ atLeast: 0, price: { ...perPoint, unit: 'percentage-point' } }), [
        score('2025-01-01', '3'),
        score('2025-06-01', '2'),
        goal('2025-06-01'),
      ]),
    ).toBe(333.33));
  it.each(['0', '-2'])('has no meaning of a baseline of %s', (before) =>
    expect(why(percent(), score('2025-01-01', before), score('2025-06-01', '-3'), goal('2025-06-01'))).toEqual([
      'goal:no-percentage',
    ]),
  );
  it('is reached by just enough, when it is planned', () => {
    const planned = percent({ planned: [{ count: 3 }] });
    expect(simulate(planned, { success: [], seed: 1, runs: 0 }).forecast.course.payable).toBe(300_00n);
  });
  finds([
    ['has percentage points', { outcomes: [improving({ as: 'percent' })] }, []],
    ['others have not', { outcomes: [improving({})] }, ['outcomes[0].price.unit price-does-not-fit']],
  ]);
});

describe('a baseline before the start', () => {
  const terms = one({
    kind: 'improvement',
    measure: 'score',
    better: 'higher',
    baselineBefore: 'enrolled',
    price: perPoint,
  });
  const enrolled = (on: string) => fact('enrolled', on);
  const course = [
    score('2024-06-01', '2'),
    score('2025-01-01', '5'),
    score('2025-02-01', '7'),
    score('2025-09-01', '11'),
  ];
  it.each([
    ['2024-12-31', 90],
    ['2025-01-01', 60],
    ['2025-01-31', 60],
    ['2025-02-01', 40],
  ])('is the latest value on or before %s: the improvement is worth %p', (start, amount) =>
    expect(payable(terms, [...course, enrolled(start), goal('2025-09-01')])).toBe(amount),
  );
  it('is that of the first start, so that nobody begins again', () =>
    expect(payable(terms, [...course, enrolled('2025-01-15'), enrolled('2025-02-15'), goal('2025-09-01')])).toBe(60));
  it.each([
    ['without a start', [...course, goal('2025-09-01')]],
    ['without a value before it', [...course, enrolled('2024-05-31'), goal('2025-09-01')]],
    ['without a value after it', [...course, enrolled('2025-09-01'), goal('2025-09-01')]],
    ['that comes after the claim', [...course, enrolled('2025-09-02'), goal('2025-09-01')]],
    [
      "of somebody else's start",
      [...course, fact('enrolled', '2025-01-15', { participant: 'p2' }), goal('2025-09-01')],
    ],
  ])('%s there is none', (_what, facts) => expect(why(terms, ...facts)).toEqual(['goal:no-baseline']));
  it('is there for whoever is planned to improve', () => {
    const planned = contract({
      followUps,
      measures: [{ code: 'score' }, { code: 'enrolled' }],
      outcomes: [{ ...terms.outcomes[0]!, followUps: ['m3', 'm6'], planned: [{ followUp: 'm3', count: 2 }] }],
    });
    expect(simulate(planned, { success: [], seed: 1, runs: 0 }).forecast.course.payable).toBe(20_00n);
  });
  finds([
    [
      'is not also the value before',
      { outcomes: [{ ...improving({ as: 'percent' }), from: 'previous', baselineBefore: 'seen' }] },
      ['outcomes[0].baselineBefore two-baselines'],
    ],
    [
      'names something',
      { outcomes: [{ ...improving({ as: 'percent' }), baselineBefore: 'nowhere' }] },
      ['outcomes[0].baselineBefore unknown-reference'],
    ],
  ]);
});

describe('a look-back', () => {
  const night = (on: string) => fact('night', on);
  it.each([
    [{ days: 30 }, '2025-05-02', '2025-05-01'],
    [{ weeks: 4 }, '2025-05-04', '2025-05-03'],
    [{ months: 1 }, '2025-05-01', '2025-04-30'],
  ])('of %j from 31 May sees a night on %s, and none on %s', (time, seen, unseen) => {
    const terms = one({ kind: 'look-back', measure: 'night', ...time });
    expect(why(terms, night(seen), goal('2025-05-31'))).toEqual(['goal:not-reached']);
    expect(payable(terms, [night(unseen), goal('2025-05-31')])).toBe(100);
  });
  const lookBack = { ...job, kind: 'look-back', measure: 'seen' };
  finds([
    ['has one length', { outcomes: [{ ...lookBack, weeks: 4 }] }, []],
    ['has a length', { outcomes: [lookBack] }, ['outcomes[0] one-duration']],
    ['has not two', { outcomes: [{ ...lookBack, weeks: 4, months: 1 }] }, ['outcomes[0] one-duration']],
  ]);
});
