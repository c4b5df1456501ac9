import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, reasons } from '../../test/build.js';
import { evaluate } from '../index.js';

const claim = { kind: 'per-claim', amount: 100 };
const terms = contract({
  followUps: [{ code: 'm3', months: 3 }],
  cohorts: [{ code: 'c1', from: '2024-01-01', to: '2024-12-31' }],
  groups: [{ code: 'g' }],
  measures: [{ code: 'seen' }],
  outcomes: [
    { code: 'job', kind: 'reached', price: claim },
    { code: 'home', kind: 'reached', followUps: ['m3'], price: claim },
  ],
});
const paid = (...facts: Fact[]): bigint => evaluate(terms, facts, END).payable;

describe('taking facts in', () => {
  it.each<[string, Partial<Fact>]>([
    ['no follow-up', { followUp: '' }],
    ['no group', { group: '' }],
    ['no cohort', { cohort: '' }],
    ['no quantity', { quantity: '' }],
    ['a quantity of one', { quantity: '1' }],
    ['one, with decimals', { quantity: '1.0' }],
  ])('an empty name is none: %s', (_what, more) => expect(paid(fact('job', '2025-01-01', more))).toBe(10_000n));
  it('an empty participant is nobody', () =>
    expect(reasons(evaluate(terms, [fact('job', '2025-01-01', { participant: '' })], END))).toEqual([
      'job:no-participant',
    ]));
  it.each<[Partial<Fact>, string]>([
    [{ outcome: 'x', followUp: 'x', cohort: 'x', group: 'x' }, 'x:unknown-outcome'],
    [{ followUp: 'x', cohort: 'x', group: 'x' }, 'job:unknown-follow-up'],
    [{ cohort: 'x', group: 'x' }, 'job:unknown-cohort'],
    [{ group: 'x', followUp: 'm3' }, 'job:unknown-group'],
  ])('of several unknown names the first is said: %j is %p', (more, reason) =>
    expect(reasons(evaluate(terms, [fact('job', '2025-01-01', more)], END))).toEqual([reason]),
  );
  it('what cannot be placed is listed by id, and earns nothing elsewhere', () => {
    const facts = ['c', 'a', 'b'].map((id) => ({ ...fact('unheard-of', '2025-01-01'), id }));
    const { unpaid, payable } = evaluate(terms, [...facts, fact('job', '2025-01-01')], END);
    expect([unpaid[0]!.facts, payable]).toEqual([['a', 'b', 'c'], 10_000n]);
  });
  it('an unknown name of a measure is said, too', () =>
    expect(reasons(evaluate(terms, [fact('seen', '2025-01-01', { group: 'x' })], END))).toEqual([
      'seen:unknown-group',
    ]));
  it.each([
    ['2024-12-31', 0n],
    ['2025-01-01', 10_000n],
    ['2025-01-02', 10_000n],
  ])('with a cut-off on %s a claim of 1 January 2025 gives %p øre', (cutOff, amount) =>
    expect(evaluate(terms, [fact('job', '2025-01-01')], cutOff).payable).toBe(amount),
  );
  it('keeps people apart, in whatever order they come', () => {
    const facts = ['p1', 'p2', 'p3', 'p2', 'p1'].map((participant, i) =>
      fact('job', `2025-01-0${5 - i}`, { participant }),
    );
    expect(evaluate(terms, facts, END).lines.map(({ claims, people }) => [claims, people])).toEqual([[3, 3]]);
    expect(evaluate(terms, facts, END).unpaid[0]!.facts).toEqual([facts[1]!.id, facts[0]!.id]);
  });
});

describe('one id', () => {
  const first = fact('home', '2025-01-01', { followUp: 'm3', quantity: '1', cohort: 'c1', group: 'g', payer: 'town' });
  it('given twice with the same fact counts once', () => {
    expect(paid(first, { ...first })).toBe(10_000n);
    expect(evaluate(terms, [first, { ...first }], END).unpaid).toEqual([]);
  });
  it.each<[string, Partial<Fact>]>([
    ['participant', { participant: 'p2' }],
    ['outcome', { outcome: 'job' }],
    ['follow-up', { followUp: undefined }],
    ['day', { on: '2025-01-02' }],
    ['quantity', { quantity: '0' }],
    ['cohort', { cohort: undefined }],
    ['group', { group: undefined }],
    ['payer', { payer: 'state' }],
  ])('given again with another %s is refused', (_field, more) =>
    expect(() => evaluate(terms, [first, fact('job', '2025-01-01'), { ...first, ...more }], END)).toThrow(
      expect.objectContaining({ code: 'terms.fact-id-reused' }),
    ),
  );
});
