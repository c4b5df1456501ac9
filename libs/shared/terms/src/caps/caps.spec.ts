import { describe, expect, it } from '@jest/globals';
import { contract, END, fact, payable } from '../../test/build.js';
import { evaluate } from '../index.js';
import type { Fact } from '../types.js';

const outcomes = [
  { code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } },
  { code: 'home', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } },
  { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: 10 } },
];
const capped = (...caps: unknown[]) => contract({ outcomes, caps, groups: [{ code: 'a' }, { code: 'b' }] });
const times = (count: number, make: (i: number) => Fact): Fact[] => Array.from({ length: count }, (_, i) => make(i));
const excess = (terms: ReturnType<typeof capped>, facts: readonly Fact[]) => evaluate(terms, facts, END).excess.map(({ step, amount }) => [step, Number(amount) / 100]);

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
  it('a person cap is a purse for each person', () => expect(payable(capped({ step: 'person', max: 150 }), [1, 1, 2].map((p) => fact('job', '2025-01-01', { participant: `p${p}` })))).toBe(250));
  it('an outcome cap does not touch other outcomes', () => expect(payable(capped({ step: 'outcome', outcomes: ['job'], max: 50 }), [fact('job', '2025-01-01'), fact('home', '2025-01-01')])).toBe(150));
  it('a budget-year cap is a purse for each year, and can name its years', () => {
    const years = ['2025-12-31', '2026-01-01', '2026-12-31'].map((on) => fact('job', on));
    expect(payable(capped({ step: 'budget-year', max: 100 }), years)).toBe(200);
    expect(payable(capped({ step: 'budget-year', max: 100, years: [2025] }), years)).toBe(300);
  });
  it('a cap can be for groups', () => expect(payable(capped({ step: 'contract', groups: ['a'], max: 50 }), [fact('job', '2025-01-01', { group: 'a' }), fact('job', '2025-01-01', { group: 'b' })])).toBe(150));
  it('the earlier claim is paid first, and on the same day the one with the smaller id', () => {
    const [second, first, third] = [fact('job', '2025-01-02'), fact('job', '2025-01-01'), fact('home', '2025-01-02')];
    const { lines } = evaluate(capped({ step: 'contract', max: 150 }), [third, second, first], END);
    expect(lines.map(({ outcome, payable: paid }) => [outcome, paid])).toEqual([['job', 15_000n], ['home', 0n]]);
  });
  it('caps apply in the fixed order, whatever the order in the document', () => {
    const facts = times(5, () => fact('job', '2025-01-01'));
    expect(excess(capped({ step: 'contract', max: 100 }, { step: 'person', max: 300 }), facts)).toEqual([['person', 200], ['contract', 200]]);
  });
  it('a quantity cap in units cuts the last claim in proportion, rounded down', () => expect(payable(capped({ step: 'quantity', outcomes: ['days'], max: '2.5' }), [fact('days', '2025-01-01', { quantity: '2' }), fact('days', '2025-01-02', { quantity: '3' })])).toBe(25));
  it('never rounds up what a quantity cap leaves', () => expect(payable(capped({ step: 'quantity', outcomes: ['days'], max: '2.0005' }), [fact('days', '2025-01-01', { quantity: '3' })])).toBe(20));
  it('a quantity cap counts the value of a cohort only when it names the outcome', () => {
    const share = { code: 'share', kind: 'share', reaching: 'job', population: { of: 'here' }, price: { kind: 'per-unit', unit: 'percentage-point', amount: 1 } };
    const of = (cap: unknown) => payable(contract({ measures: [{ code: 'here' }], outcomes: [{ code: 'job', kind: 'reached' }, share], caps: [cap] }), [fact('here', '2025-01-01'), fact('job', '2025-01-01')]);
    expect(of({ step: 'quantity', max: 30 })).toBe(100);
    expect(of({ step: 'quantity', outcomes: ['share'], max: 30 })).toBe(30);
  });
  it('a quantity cap can be per person', () => expect(payable(capped({ step: 'quantity', per: 'person', max: 1 }), [1, 1, 2].map((p) => fact('job', '2025-01-01', { participant: `p${p}` })))).toBe(200));
});

describe('a quota of paid claims', () => {
  const quota = capped({ step: 'quantity', groups: ['a'], share: '0.4' });
  it.each([
    [40, 60, 100],
    [41, 60, 100],
    [41, 62, 103],
    [10, 0, 0],
    [2, 2, 3],
  ])('%p claims of the group and %p others pay %p', (group, others, paid) => {
    const facts = [...times(group, (i) => fact('job', '2025-01-01', { group: 'a', participant: `a${i}` })), ...times(others, (i) => fact('job', '2025-01-01', { group: 'b', participant: `b${i}` }))];
    expect(payable(quota, facts)).toBe(paid * 100);
  });
  it('a quota of planned claims is known in advance', () => {
    const terms = contract({ outcomes: [{ ...outcomes[0], planned: [{ count: 10 }] }], groups: [{ code: 'a' }], caps: [{ step: 'quantity', groups: ['a'], share: '0.4', of: 'planned' }] });
    expect(payable(terms, times(6, () => fact('job', '2025-01-01', { group: 'a' })))).toBe(400);
  });
});

describe('a guaranteed floor', () => {
  const terms = contract({ outcomes, floors: [{ outcomes: ['job', 'home'], years: [2024, 2025], min: 250 }], caps: [{ step: 'budget-year', max: 240, years: [2025] }] });
  it('fills up a year when it has ended, not before', () => {
    const job = fact('job', '2024-03-01');
    expect(payable(terms, [job], '2024-12-30')).toBe(100);
    expect(payable(terms, [job], '2024-12-31')).toBe(250);
  });
  it('adds nothing to a year that earned more', () => expect(payable(terms, times(3, () => fact('job', '2024-03-01')), '2024-12-31')).toBe(300));
  it('is no claim: a quantity cap does not touch it', () => expect(payable(contract({ outcomes, floors: [{ outcomes: ['job'], years: [2024], min: 250 }], caps: [{ step: 'quantity', max: 0 }] }), [fact('job', '2024-03-01')])).toBe(150));
  it('goes through the caps like everything else, and has a line of its own', () => {
    const { lines, payable: paid } = evaluate(terms, [], '2025-12-31');
    expect(paid).toBe(49_000n);
    expect(lines.map((line) => [line.year, line.price.rule, line.gross, line.payable])).toEqual([[2024, 'floor', 25_000n, 25_000n], [2025, 'floor', 25_000n, 24_000n]]);
  });
});
