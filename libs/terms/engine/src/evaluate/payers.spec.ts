import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact } from '../../test/build.js';
import { evaluate } from '../index.js';

const outcomes = [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 100 } }];
const payees = [{ party: 'helper', share: 1 }];
const paid = (payers: unknown, facts: readonly Fact[]) => {
  const evaluation = evaluate(contract({ outcomes, payers, payees }), facts, END);
  const byParty = new Map<string, bigint>();
  for (const payment of evaluation.payments)
    byParty.set(payment.payer, (byParty.get(payment.payer) ?? 0n) + payment.amount);
  return {
    ...Object.fromEntries(byParty),
    ...Object.fromEntries(evaluation.excess.map((each) => [`excess ${each.step} ${each.cap}`, each.amount])),
  };
};
const jobs = (...days: string[]): Fact[] => days.map((on) => fact('job', on));

describe('a fixed split', () => {
  it('gives each payer its share; the parts add up', () =>
    expect(
      paid(
        {
          split: 'fixed',
          parts: [
            { party: 'town', share: '1/3' },
            { party: 'state', share: '2/3' },
          ],
        },
        jobs('2025-01-01'),
      ),
    ).toEqual({ town: 3333n, state: 6667n }));
  it("leaves unpaid what exceeds a payer's cap, over the years in order", () => {
    const payers = {
      split: 'fixed',
      parts: [
        { party: 'town', share: '0.5', cap: 70 },
        { party: 'state', share: '0.5' },
      ],
    };
    expect(paid(payers, jobs('2026-01-01', '2025-01-01'))).toEqual({
      town: 7000n,
      state: 10000n,
      'excess payer town': 3000n,
    });
  });
  it("respects a payer's cap for one year", () => {
    const payers = { split: 'fixed', parts: [{ party: 'town', share: 1, yearCaps: [{ year: 2025, max: 30 }] }] };
    expect(paid(payers, jobs('2025-01-01', '2026-01-01'))).toEqual({ town: 13000n, 'excess payer town': 7000n });
  });
});

describe('the split of a budget year', () => {
  const priced = Array.from({ length: 7 }, (_, i) => ({
    code: `o${i}`,
    kind: 'reached',
    claims: 'repeatable',
    price: { kind: 'per-claim', amount: '0.01' },
  }));
  const yearly = (payers: unknown, facts: readonly Fact[]) =>
    evaluate(contract({ outcomes: priced, payers, payees }), facts, END);
  const parts = (evaluation: ReturnType<typeof yearly>) =>
    evaluation.years.map(({ year, payers }) => [year, ...payers.map(({ amount }) => amount)]);
  const lines = (count: number, on = '2025-01-01', more: Partial<Fact> = {}): Fact[] =>
    Array.from({ length: count }, (_, i) => fact(`o${i}`, on, more));
  const thirds = {
    split: 'fixed',
    parts: [
      { party: 'town', share: '1/3' },
      { party: 'state', share: '2/3' },
    ],
  };
  it.each([
    [2, 1n, 1n],
    [3, 1n, 2n],
    [4, 1n, 3n],
    [6, 2n, 4n],
    [7, 2n, 5n],
  ])(
    '%p lines of one øre give the town %p and the state %p: the share of the year, however many lines it has',
    (count, town, state) => {
      const evaluation = yearly(thirds, lines(count));
      expect(parts(evaluation)).toEqual([[2025, town, state]]);
      for (const line of evaluation.lines) expect(line.payers.map(({ amount }) => amount)).toEqual([1n]);
    },
  );
  it('is made for each year on its own', () =>
    expect(parts(yearly(thirds, [...lines(1), ...lines(2, '2026-01-01')]))).toEqual([
      [2025, 1n],
      [2026, 1n, 1n],
    ]));
  it('is exact for each paying municipality, and for the payer that they share with', () => {
    const half = {
      split: 'fixed',
      parts: [
        { party: 'of-participant', share: '0.5' },
        { party: 'state', share: '0.5' },
      ],
    };
    const { years } = yearly({ ...half, otherwise: 'town' }, lines(6));
    expect(years[0]!.payers).toEqual([
      { party: 'town', amount: 3n },
      { party: 'state', amount: 3n },
    ]);
    const parties = [
      ...['a', 'b', 'c'].map((id) => ({
        id,
        name: id,
        kind: 'municipality',
        organisation: id,
        roles: ['payer', 'authority'],
      })),
      { id: 'state', name: 'S', kind: 'state', organisation: 's', roles: ['payer', 'supplier', 'verifier'] },
    ];
    const three = contract({ outcomes: priced, parties, payers: half, payees: [{ party: 'state', share: 1 }] });
    const evaluation = evaluate(
      three,
      ['a', 'b', 'c'].flatMap((payer) => lines(3, '2025-01-01', { payer })),
      END,
    );
    const amountOf = (party: string) => evaluation.years[0]!.payers.find((each) => each.party === party)!.amount;
    expect(amountOf('state')).toBe(4n);
    for (const party of ['a', 'b', 'c']) expect([1n, 2n]).toContain(amountOf(party));
  });
  it('lets a payer cap cut the year, and its later lines', () => {
    const evaluation = yearly(
      {
        split: 'fixed',
        parts: [
          { party: 'town', share: '0.5', cap: '0.02' },
          { party: 'state', share: '0.5' },
        ],
      },
      lines(6),
    );
    expect(parts(evaluation)).toEqual([[2025, 2n, 3n]]);
    expect(evaluation.excess.map(({ step, cap, amount }) => [step, cap, amount])).toEqual([['payer', 'town', 1n]]);
  });
  it.each([
    ['half-away-from-zero', 3, 2n, 1n],
    ['half-away-from-zero', 4, 2n, 2n],
    ['down', 3, 1n, 2n],
    ['down', 4, 2n, 2n],
  ])(
    'rounds a top-up share %s once a year: of %p lines %p, the rest %p to the next',
    (rounding, count, first, rest) => {
      const terms = contract({
        rounding,
        outcomes: priced,
        payers: { split: 'top-up', parts: [{ party: 'state', share: '0.5' }, { party: 'town' }] },
        payees,
      });
      expect(evaluate(terms, lines(count), END).years[0]!.payers).toEqual([
        { party: 'town', amount: rest },
        { party: 'state', amount: first },
      ]);
    },
  );
});

describe('a top-up split', () => {
  it('pays in order, each up to its limits, the rest to the next', () => {
    const payers = { split: 'top-up', parts: [{ party: 'state', share: '0.2', cap: 30 }, { party: 'town' }] };
    expect(paid(payers, jobs('2025-01-01', '2026-01-01'))).toEqual({ state: 3000n, town: 17000n });
  });
  it('can be a fixed amount per claim', () =>
    expect(
      paid(
        { split: 'top-up', parts: [{ party: 'state', perClaim: 15 }, { party: 'town' }] },
        jobs('2025-01-01', '2025-01-02'),
      ),
    ).toEqual({ state: 3000n, town: 17000n }));
  it('reports what nobody pays', () =>
    expect(paid({ split: 'top-up', parts: [{ party: 'town', cap: 60 }] }, jobs('2025-01-01'))).toEqual({
      town: 6000n,
      'excess payer town': 4000n,
    }));
});

describe("a split by the participant's paying municipality", () => {
  const payers = (more: object = {}) => ({ split: 'fixed', parts: [{ party: 'of-participant', share: 1 }], ...more });
  it.each(['town', '0751'])('knows it by party id or municipality code (%s)', (payer) =>
    expect(paid(payers(), [fact('job', '2025-01-01', { payer })])).toEqual({ town: 10000n }),
  );
  it('keeps municipalities apart', () =>
    expect(
      paid(payers(), [fact('job', '2025-01-01', { payer: 'town' }), fact('job', '2025-01-01', { payer: 'state' })]),
    ).toEqual({ town: 10000n, state: 10000n }));
  it('has a payer for people without one', () =>
    expect(paid(payers({ otherwise: 'state' }), [fact('job', '2025-01-01')])).toEqual({ state: 10000n }));
  it('otherwise reports the amount as unpaid and raises a flag: nothing is silently cut', () => {
    const evaluation = evaluate(
      contract({ outcomes, payers: payers(), payees }),
      [fact('job', '2025-01-01', { payer: '0101' })],
      END,
    );
    expect(evaluation.payable).toBe(0n);
    expect(evaluation.excess.map(({ step, amount }) => [step, amount])).toEqual([['payer', 10_000n]]);
    expect(evaluation.flags.map((flag) => flag.code)).toEqual(['payer-unknown']);
  });
});

describe('payees', () => {
  it('may depend on the payer', () => {
    const terms = contract({
      outcomes,
      payers: {
        split: 'fixed',
        parts: [
          { party: 'town', share: '0.5' },
          { party: 'state', share: '0.5' },
        ],
      },
      payees: [
        { party: 'state', share: 1, from: 'town' },
        { party: 'helper', share: 1 },
      ],
    });
    expect(evaluate(terms, jobs('2025-01-01'), END).payments).toEqual([
      { payer: 'town', payee: 'state', year: 2025, amount: 5000n },
      { payer: 'state', payee: 'helper', year: 2025, amount: 5000n },
    ]);
  });
});
