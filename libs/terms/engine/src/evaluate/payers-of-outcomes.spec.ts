import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract, END, fact, written } from '../../test/build.js';
import { evaluate, parseTerms, simulate } from '../index.js';

const price = { kind: 'per-claim', amount: 100 };
const outcome = (code: string, more: object = {}) => ({ code, kind: 'reached', claims: 'repeatable', price, ...more });
const outcomes = [outcome('home'), outcome('job'), outcome('school')];
const facts = (...codes: string[]) => codes.map((code) => fact(code, '2025-03-01'));
const payees = [{ party: 'helper', share: 1 }];
const fixed = (...parts: object[]) => ({ split: 'fixed', parts });
const topUp = (...parts: object[]) => ({ split: 'top-up', parts });
const paid = (parts: Record<string, unknown>, ...codes: string[]) =>
  evaluate(contract({ outcomes, payees, ...parts }), facts(...codes), END).payments.map(
    ({ payer, payee, amount }) => `${payer} ${payee} ${Number(amount) / 100}`,
  );

describe('payers of some outcomes', () => {
  const own = fixed(
    { party: 'state', outcomes: ['job'], share: 0.75 },
    { party: 'town', outcomes: ['job'], share: 0.25 },
    { party: 'town', share: 1 },
  );
  it.each([
    [['home'], ['town helper 100']],
    [['job'], ['town helper 25', 'state helper 75']],
    [
      ['home', 'job', 'school'],
      ['town helper 225', 'state helper 75'],
    ],
  ])('of %j pay %j', (codes, expected) => expect(paid({ payers: own }, ...codes)).toEqual(expected));
  it('pay their shares of what a year comes to for these outcomes, to the øre', () => {
    const thirds = fixed(
      { party: 'state', outcomes: ['job', 'home'], share: '1/3' },
      { party: 'town', outcomes: ['job', 'home'], share: '2/3' },
      { party: 'town', share: 1 },
    );
    // A third of 200, and none of the other 100.
    expect(paid({ payers: thirds }, 'job', 'home', 'school')).toEqual(['town helper 233.33', 'state helper 66.67']);
  });
  it('pay in order where the split is a top-up; a cap is of these outcomes alone', () => {
    const payers = topUp(
      { party: 'state', outcomes: ['job'], cap: 150 },
      { party: 'town', outcomes: ['job'] },
      { party: 'state', cap: 40 },
      { party: 'town' },
    );
    expect(paid({ payers }, 'job', 'job', 'home')).toEqual(['town helper 110', 'state helper 190']);
  });
  it('leave unpaid what their cap cuts off, though others would pay other outcomes', () => {
    const payers = topUp({ party: 'state', outcomes: ['job'], cap: 150 }, { party: 'town' });
    const { payable, excess } = evaluate(contract({ outcomes, payees, payers }), facts('job', 'job', 'home'), END);
    expect(payable).toBe(25_000n);
    expect(excess.map(({ step, cap, amount }) => [step, cap, amount])).toEqual([['payer', 'state', 5_000n]]);
  });
});

describe('payees of some outcomes', () => {
  it.each([
    [
      'an outcome of its own',
      [{ party: 'state', outcomes: ['job'], share: 1 }, ...payees],
      ['town helper 100', 'town state 100'],
    ],
    [
      'shares of one outcome',
      [
        { party: 'state', outcomes: ['job'], share: 0.4 },
        { party: 'helper', outcomes: ['job'], share: 0.6 },
        ...payees,
      ],
      ['town helper 160', 'town state 40'],
    ],
  ])('%s', (_, own, expected) =>
    expect(paid({ payers: fixed({ party: 'town', share: 1 }), payees: own }, 'home', 'job').sort()).toEqual(expected),
  );
  it('may depend on the payer too', () => {
    const payers = fixed({ party: 'town', share: 0.5 }, { party: 'state', share: 0.5 });
    const own = [
      { party: 'state', outcomes: ['job'], from: 'town', share: 1 },
      { party: 'helper', outcomes: ['job'], share: 1 },
      ...payees,
    ];
    expect(paid({ payers, payees: own }, 'job', 'home').sort()).toEqual([
      ...['state helper 100', 'town helper 50', 'town state 50'],
    ]);
  });
});

describe('what a payer of some outcomes pays at most', () => {
  it('is what these come to: two tables with a top', () => {
    const table = (amount: number) => ({ kind: 'steps', steps: [{ from: 1, inclusive: true, amount }] });
    const group = (code: string, amount: number) => ({ code, kind: 'total', measure: 'score', price: table(amount) });
    const terms = contract({
      measures: [{ code: 'score' }],
      outcomes: [group('home', 1_000), group('job', 300)],
      payers: fixed({ party: 'state', outcomes: ['job'], share: 1 }, { party: 'town', share: 1 }),
      payees,
    });
    const { worstCases: ceilings } = simulate(terms, { seed: 1, runs: 0, success: [] });
    expect(ceilings.map(({ party, ceiling }) => [party, ceiling])).toEqual([
      ['town', 100_000n],
      ['state', 30_000n],
    ]);
  });
});

describe('whatever payers and payees name', () => {
  const some = fc.option(fc.subarray(['home', 'job', 'school'], { minLength: 1 }), { nil: undefined });
  const part = fc.record({
    party: fc.constantFrom('town', 'state', 'of-participant'),
    outcomes: some,
    share: fc.constantFrom('1', '1', '1', '1', '1/2'),
    cap: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
  });
  const payee = fc.record({
    party: fc.constantFrom('helper', 'state'),
    outcomes: some,
    share: fc.constantFrom('1', '1', '1', '1', '1/2'),
    from: fc.option(fc.constantFrom('town', 'state'), { nil: undefined }),
  });
  const claim = fc.record({
    code: fc.constantFrom('home', 'job', 'school'),
    year: fc.integer({ min: 2024, max: 2027 }),
    payer: fc.constantFrom('town', 'state', undefined),
  });
  const floors = fc
    .subarray(['home', 'job', 'school'], { minLength: 1 })
    .map((all) => [{ outcomes: all, years: [2025], min: 250 }]);
  it('terms are refused or every øre is paid once, by who is named for the outcome', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('fixed', 'top-up'),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.array(payee, { minLength: 1, maxLength: 2 }),
        fc.oneof(fc.constant([]), floors),
        fc.array(claim, { maxLength: 12 }),
        (split, parts, to, guaranteed, claims) => {
          const parsed = parseTerms(
            written({ outcomes, payers: { split, parts, otherwise: 'town' }, payees: to, floors: guaranteed }),
          );
          if (!parsed.ok) return expect(parsed.errors.length).toBeGreaterThan(0);
          accepted++;
          const { lines, payments, payable, gross, excess } = evaluate(
            parsed.terms,
            claims.map(({ code, year, payer }) => fact(code, `${year}-05-01`, { payer })),
            END,
          );
          const paidOf = (of: readonly { readonly amount: bigint }[]) => sum(of.map(({ amount }) => amount));
          expect(paidOf(payments)).toBe(payable);
          expect(payable + paidOf(excess)).toBe(gross);
          for (const line of lines) {
            expect(paidOf(line.payers)).toBe(line.payable);
            const named = parts.filter((each) => each.outcomes?.includes(line.outcome));
            const may = new Set(
              (named.length > 0 ? named : parts.filter((each) => !each.outcomes)).map(({ party }) => party),
            );
            if (!may.has('of-participant')) for (const { party } of line.payers) expect(may).toContain(party);
          }
        },
      ),
      { numRuns: 1_500 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
