import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';
import type { Fact } from '../types.js';

const cohorts = [{ code: 'c1', from: '2024-01-01', to: '2024-06-30' }, { code: 'c2', from: '2024-07-01', to: '2024-12-31' }];
const followUps = [{ code: 'm12', months: 12 }];
const measures = ['referred', 'left', 'answer', 'score', 'nights', 'compared', 'cost'].map((code) => ({ code }));
const perPoint = { kind: 'per-unit', unit: 'percentage-point', amount: 100 };
const one = (outcome: Record<string, unknown>, ...others: Record<string, unknown>[]) => contract({ cohorts, followUps, measures, groups: [{ code: 'easy', deadweight: '0.5' }, { code: 'hard', deadweight: '0.1' }], outcomes: [...others, { code: 'value', ...outcome }] });
const value = (terms: ReturnType<typeof one>, facts: readonly Fact[], cutOff = END): string | undefined => evaluate(terms, facts, cutOff).outcomes.find((each) => each.outcome === 'value')?.quantity;
const people = (count: number, code: string, on: string, more: Partial<Fact> = {}, from = 1): Fact[] => Array.from({ length: count }, (_, i) => fact(code, on, { participant: `p${from + i}`, ...more }));

describe('a share', () => {
  const share = (population: object = {}, more: object = {}) => one({ kind: 'share', reaching: 'answer', population: { of: 'referred', ...population }, price: perPoint, ...more });
  const tenReferred = people(10, 'referred', '2024-02-01');
  it('counts everyone referred, also those who left (intention to treat)', () => expect(value(share({ leftBy: 'left' }), [...tenReferred, ...people(5, 'answer', '2025-01-01'), ...people(2, 'left', '2024-05-01', {}, 9)])).toBe('50'));
  it('can leave out those who left, if they did not reach it', () => expect(value(share({ leftBy: 'left', left: 'excluded' }), [...tenReferred, ...people(5, 'answer', '2025-01-01'), ...people(2, 'left', '2024-05-01', {}, 5)])).toBe('55.555556'));
  it('counts a missing answer as not reached, or leaves it out; an answer of 0 is an answer', () => {
    const facts = [...tenReferred, ...people(4, 'answer', '2025-01-01'), ...people(2, 'answer', '2025-01-01', { quantity: '0' }, 5)];
    expect(value(share(), facts)).toBe('40');
    expect(value(share({ missing: 'excluded' }), facts)).toBe('66.666667');
  });
  it.each([
    ['0.2', '50'],
    ['0.29', '50'],
    ['0.3', '57.142857'],
    ['1', '100'],
  ])('leaves out at most the share %p of the people (4 of 10 answered)', (excludedAtMost, expected) => expect(value(share({ missing: 'excluded', excludedAtMost }), [...tenReferred, ...people(4, 'answer', '2025-01-01')])).toBe(expected));
  it('pays per percentage point', () => expect(payable(share(), [...tenReferred, ...people(3, 'answer', '2025-01-01')])).toBe(3000));
  it('counts people and not facts', () => expect(value(share(), [...tenReferred, ...tenReferred.map((each) => ({ ...each, id: `${each.id}x` })), fact('answer', '2025-01-01'), fact('answer', '2025-02-01')])).toBe('10'));
  it('ignores answers of others', () => expect(value(share(), [...tenReferred, ...people(5, 'answer', '2025-01-01', {}, 100)])).toBe('0'));
  it('subtracts what would have happened anyway, by each group', () => {
    const facts = [...people(5, 'referred', '2024-02-01', { group: 'easy' }), ...people(5, 'referred', '2024-02-01', { group: 'hard' }, 6), ...people(8, 'answer', '2025-01-01')];
    expect(value(share({}, { afterDeadweight: true }), facts)).toBe('50');
  });
  it('is nothing without people', () => expect(reasons(evaluate(share(), [], END))).toEqual(['value:nothing-measured']));
});

describe('when a value is settled', () => {
  const share = (more: object) => one({ kind: 'share', reaching: 'answer', population: { of: 'referred' }, price: perPoint, ...more });
  const facts = [...people(2, 'referred', '2024-02-01', { cohort: 'c1' }), ...people(2, 'referred', '2024-08-01', { cohort: 'c2' }, 3), ...people(1, 'answer', '2024-06-30', { followUp: 'm12' }), ...people(2, 'answer', '2024-12-31', { followUp: 'm12' }, 3)];
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
  ])('of each cohort is due on the last day of its intake: on %s there are %p', (cutOff, due) => expect(evaluate(share({ per: 'cohort' }), facts, cutOff).lines).toHaveLength(due));
  it.each([
    ['2025-12-30', 0],
    ['2025-12-31', 1],
  ])('of all at a follow-up counts from the end of the last intake: on %s there are %p', (cutOff, due) => {
    const terms = contract({ cohorts: [...cohorts].reverse(), followUps, measures, outcomes: [{ code: 'value', kind: 'share', reaching: 'answer', population: { of: 'referred' }, price: perPoint, followUps: ['m12'] }] });
    expect(evaluate(terms, facts, cutOff).lines).toHaveLength(due);
  });
  it('does not count what was achieved later', () => expect(value(share({ measuredOn: '2024-12-30' }), facts)).toBe('25'));
  it('can be each cohort by itself: thresholds per cohort, not pooled', () => {
    const threshold = { ...perPoint, threshold: 60 };
    expect(payable(share({ per: 'cohort', price: threshold }), facts)).toBe(10_000);
    expect(payable(share({ measuredOn: '2024-12-31', price: threshold }), facts)).toBe(7_500);
  });
  it('at a follow-up counts from the end of the cohort, and only answers at that follow-up', () => {
    const terms = share({ per: 'cohort', followUps: ['m12'] });
    const evaluation = evaluate(terms, [...facts, ...people(1, 'answer', '2024-03-01', {}, 2)], '2025-06-30');
    expect(evaluation.lines.map(({ cohort, followUp, quantity, year }) => [cohort, followUp, quantity, year])).toEqual([['c1', 'm12', '50', 2025]]);
    expect(reasons(evaluation)).toEqual(['value:not-yet-due']);
  });
});

describe('an average', () => {
  const average = (more: object, population: object = {}) => one({ kind: 'average', measure: 'score', population: { of: 'referred', missingValue: 0, ...population }, price: { kind: 'per-unit', unit: 'point', amount: 1 }, ...more });
  const facts = [...people(4, 'referred', '2024-02-01'), fact('score', '2024-03-01', { quantity: '5' }), fact('score', '2024-04-01', { quantity: '8' }), fact('score', '2024-04-01', { quantity: '4', participant: 'p2' })];
  it.each([
    [{}, {}, '3'],
    [{ perPerson: 'sum' }, {}, '4.25'],
    [{}, { missing: 'excluded' }, '6'],
    [{}, { missing: 'excluded', excludedAtMost: '0.25' }, '4'],
    [{}, { missingValue: 2 }, '4'],
  ])('with %j and %j is %p', (more, population, expected) => expect(value(average(more, population), facts)).toBe(expected));
});

describe('values built from others', () => {
  const nights = (code: string, of: string) => ({ code, kind: 'average', measure: 'nights', perPerson: 'sum', population: { of } });
  const facts = [...people(2, 'referred', '2024-02-01'), ...people(2, 'compared', '2024-02-01', {}, 50), ...people(2, 'nights', '2024-05-01', { quantity: '60' }), ...people(2, 'nights', '2024-05-01', { quantity: '80' }, 50)];
  it('a difference to a comparison group, in points or per cent', () => {
    const difference = (as: string) => one({ kind: 'difference', of: 'own', against: { outcome: 'other' }, as, better: 'lower', price: { kind: 'per-unit', unit: 'point', amount: 1 } }, nights('own', 'referred'), nights('other', 'compared'));
    expect(value(difference('points'), facts)).toBe('20');
    expect(value(difference('percent'), facts)).toBe('25');
  });
  it('a difference to a historic value; worse is negative and pays nothing', () => {
    const terms = one({ kind: 'difference', of: 'own', against: { value: 50, version: 'v1', source: 'register' }, as: 'points', better: 'lower', price: { kind: 'per-unit', unit: 'point', amount: 1 } }, nights('own', 'referred'));
    expect([value(terms, facts), payable(terms, facts)]).toEqual(['-10', 0]);
  });
  it('an avoided cost is a share of predicted minus actual', () => {
    const terms = one({ kind: 'avoided-cost', actual: 'spent', predicted: { amount: 1000, version: 'v1', source: 'budget' }, price: { kind: 'tranches', tranches: [{ share: '0.3' }] } }, { code: 'spent', kind: 'total', measure: 'cost', unit: 'amount' });
    expect(payable(terms, [fact('cost', '2024-03-01', { quantity: '400.50', participant: undefined })])).toBe(179.85);
    expect(payable(terms, [fact('cost', '2024-03-01', { quantity: '1000' })])).toBe(0);
  });
  it('weights combine several values into one pay-out', () => {
    const total = (code: string, measure: string) => ({ code, kind: 'total', measure });
    const terms = one(
      { kind: 'weighted', parts: [{ outcome: 'a', weight: '0.75', target: 100, atMost: 120 }, { outcome: 'b', weight: '0.25', target: 10 }], price: { kind: 'interpolated', below: 'nothing', points: [{ at: 80, amount: 0 }, { at: 100, amount: 1000 }] } },
      total('a', 'nights'), total('b', 'score'),
    );
    const of = (a: string, b: string): Fact[] => [fact('nights', '2024-01-01', { quantity: a }), fact('score', '2024-01-01', { quantity: b })];
    expect([value(terms, of('80', '12')), payable(terms, of('80', '12'))]).toEqual(['90', 500]);
    expect(value(terms, of('1000', '8'))).toBe('110');
  });
  it('wait for what they are built from', () => {
    const terms = one({ kind: 'difference', of: 'own', against: { outcome: 'other' }, as: 'points', better: 'lower', measuredOn: '2025-01-01' }, { ...nights('own', 'referred'), price: { kind: 'per-unit', unit: 'point', amount: 1 } }, nights('other', 'compared'));
    expect(reasons(evaluate(terms, facts, '2025-01-01'))).toEqual(['other:not-yet-due', 'own:not-yet-due', 'value:nothing-measured']);
  });
});

describe('conditions on values', () => {
  const gate = { code: 'gate', kind: 'share', reaching: 'answer', population: { of: 'referred' }, measuredOn: '2025-01-01' };
  const facts = [...people(10, 'referred', '2024-02-01'), ...people(8, 'answer', '2024-05-01')];
  it.each([
    [79, 100],
    [80, 100],
    [81, 0],
  ])('an individual outcome may need a share of at least %p (it is 80): worth %p', (atLeast, amount) => {
    const terms = one({ kind: 'reached', requires: [{ fact: 'gate', atLeast, timing: 'any' }], price: { kind: 'per-claim', amount: 100 } }, gate);
    expect(payable(terms, [...facts, fact('value', '2024-06-01')])).toBe(amount);
  });
  it.each([
    [80, '2025-01-01', []],
    [81, '2025-01-01', ['value:prerequisite-missing']],
    [80, '2024-12-31', ['value:prerequisite-missing']],
  ])('a cohort value may need another of at least %p (it is 80, and known from 2025) on its own day: %s', (atLeast, measuredOn, expected) => {
    const terms = one({ kind: 'total', measure: 'nights', measuredOn, requires: [{ fact: 'gate', atLeast }], price: { kind: 'tranches', tranches: [{ share: 1 }] } }, gate);
    expect(reasons(evaluate(terms, [...facts, fact('nights', '2024-06-01', { quantity: '5' })], END))).toEqual(expected);
  });
});
