import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate, judge, simulate } from '../index.js';

const price = { kind: 'per-claim', amount: 100 };
const asking = (condition: object, more: object = {}) =>
  contract({
    followUps: [
      { code: 'm6', months: 6 },
      { code: 'm12', months: 12 },
    ],
    measures: [{ code: 'enrolled' }, { code: 'course' }, { code: 'distress' }],
    outcomes: [{ code: 'job', kind: 'reached', price, requires: [condition], ...more }],
  });
const why = (terms: ReturnType<typeof asking>, ...facts: ReturnType<typeof fact>[]): string[] =>
  reasons(evaluate(terms, facts, END));

describe('what is required', () => {
  const either = asking({ fact: 'enrolled', or: [{ fact: 'course' }, { fact: 'distress', atMost: 9 }] });
  it.each([
    ['the first', [fact('enrolled', '2025-01-01')], 100],
    ['another', [fact('course', '2025-01-01')], 100],
    ['another at its bound', [fact('distress', '2025-01-01', { quantity: '9' })], 100],
    ['another above its bound', [fact('distress', '2025-01-01', { quantity: '9.01' })], 0],
    ['all', [fact('enrolled', '2025-01-01'), fact('course', '2025-01-01')], 100],
    ['none', [], 0],
    ["somebody else's", [fact('course', '2025-01-01', { participant: 'p2' })], 0],
    ['one too late', [fact('course', '2025-02-02')], 0],
  ])('may be fulfilled in one of several ways: %s', (_what, given, amount) =>
    expect(payable(either, [...given, fact('job', '2025-02-01')])).toBe(amount),
  );
  it('each way has its own timing, and is not decided where a later day may bring it', () => {
    const later = asking({ fact: 'enrolled', or: [{ fact: 'course', timing: 'any' }] });
    expect(payable(later, [fact('course', '2025-02-02'), fact('job', '2025-02-01')])).toBe(100);
    expect(judge(later, [], fact('job', '2025-02-01'))).toBeUndefined();
    expect(judge(either, [], fact('job', '2025-02-01'))).toBe('prerequisite-missing');
  });
  it('rules out as soon as one of several does', () => {
    const unless = asking(
      { fact: 'enrolled' },
      { requires: [], unless: [{ fact: 'course', or: [{ fact: 'distress', atLeast: 20, atMost: 30 }] }] },
    );
    const distress = (quantity: string) => [fact('distress', '2025-01-01', { quantity }), fact('job', '2025-02-01')];
    expect(['19', '20', '30', '31'].map((quantity) => payable(unless, distress(quantity)))).toEqual([100, 0, 0, 100]);
  });
});

describe('a time limit', () => {
  it.each([
    [{ months: 6 }, '2025-08-31', '2026-02-28', '2026-03-01'],
    [{ weeks: 26 }, '2025-01-01', '2025-07-02', '2025-07-03'],
    [{ days: 90 }, '2025-01-01', '2025-04-01', '2025-04-02'],
  ])('of %j from %s holds until %s, and not on %s', (within, from, last, after) => {
    const terms = asking({ fact: 'enrolled', within });
    expect(payable(terms, [fact('enrolled', from), fact('job', last)])).toBe(100);
    expect(why(terms, fact('enrolled', from), fact('job', after))).toEqual(['job:too-late']);
  });
  it('has not passed before it began', () =>
    expect(why(asking({ fact: 'enrolled', within: { days: 9 } }), fact('job', '2025-01-01'))).toEqual([
      'job:prerequisite-missing',
    ]));
  it.each([
    [undefined, 0],
    ['first', 0],
    ['latest', 100],
  ])('runs from the first of several, so that nobody renews it, unless it says latest (%s)', (after, amount) =>
    expect(
      payable(asking({ fact: 'enrolled', within: { days: 30, after } }), [
        fact('enrolled', '2025-01-01'),
        fact('enrolled', '2025-03-01'),
        fact('job', '2025-03-31'),
      ]),
    ).toBe(amount),
  );
  it('from the latest looks no further than the claim', () =>
    expect(
      why(
        asking({ fact: 'enrolled', within: { days: 30, after: 'latest' } }),
        fact('enrolled', '2025-01-01'),
        fact('job', '2025-02-28'),
        fact('enrolled', '2025-03-01'),
      ),
    ).toEqual(['job:too-late']));
  it('rules out what follows soon after: nobody is paid for what was there within 90 days', () => {
    const terms = asking({ fact: 'enrolled' }, { requires: [], unless: [{ fact: 'course', within: { days: 90 } }] });
    expect(payable(terms, [fact('course', '2025-01-01'), fact('job', '2025-04-01')])).toBe(0);
    expect(payable(terms, [fact('course', '2025-01-01'), fact('job', '2025-04-02')])).toBe(100);
  });
  it('is kept by what is planned at a follow-up up to it, and not beyond', () => {
    const planned = ['m6', 'm12'].map((followUp) => ({ followUp, count: 10 }));
    const terms = asking({ fact: 'enrolled', within: { months: 6 } }, { followUps: ['m6', 'm12'], planned });
    const { course } = simulate(terms, { success: [], seed: 1, runs: 0 }).forecast;
    expect(course.payable).toBe(10n * 100_00n);
  });
});
