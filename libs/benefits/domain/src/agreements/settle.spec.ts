import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, sum } from '@ringvirkning/kernel';
import { agreementOf, gain, kr, paid, said } from './agreement.fixture.js';
import { evaluateAgreement } from './evaluate.js';
import type { SharedFigure } from './figures.js';
import { net, settleAgreement, type SettledBefore } from './settle.js';
import { simulateAgreement } from './simulate.js';

const AGREEMENT = agreementOf([
  '{ kind: return, id: back, from: b, to: a, share: 0.333333, until: { covered: payments } }',
  '{ kind: shared-savings, id: save, from: c, to: a, baseline: 1000, minimumRate: 0.02, share: 0.4, limit: 0.5 }',
  '{ kind: distribute, id: rest, contributions: { a: 60, b: 25, c: 15 }, tiers: [{ sides: [b, c], upTo: 0.1 }, { sides: [a, b, c] }] }',
]);
const DIGEST = digestOf(AGREEMENT);
const settle = (figures: readonly SharedFigure[], through: number, before: readonly SettledBefore[] = []) =>
  settleAgreement(AGREEMENT, DIGEST, { figures, stated: [] }, through, before);

const amount = fc.bigInt(-100_000n, 1_000_000n);
const figures = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 2026, max: 2030 }), amount, fc.boolean())
    .map(([side, year, value, isPaid]) =>
      isPaid ? paid(side, year, value < 0n ? -value : value) : gain(side, year, value),
    ),
  { maxLength: 25 },
);
const gainedBy = (all: readonly SharedFigure[], side: string, through: number) =>
  sum(all.filter((f) => f.figure === 'gained' && f.silo === `fund:${side}` && f.year <= through).map((f) => f.amount));

// A run is some hundreds of evaluations.
const RUNS = { numRuns: 40 };

describe('settlement', () => {
  it('moves what the agreement gives minus what was settled, also when figures of closed years change', () =>
    fc.assert(
      fc.property(figures, figures, (first, later) => {
        const one = settle(first, 2028);
        const two = settle([...first, ...later], 2030, one.due);
        const moved = [...one.due, ...two.due];
        const given = evaluateAgreement(AGREEMENT, { figures: [...first, ...later], stated: [] }, 2030).transfers;
        for (const [from, to] of [
          ['b', 'a'],
          ['c', 'a'],
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'c'],
          ['c', 'b'],
        ]) {
          const between = (list: readonly SettledBefore[]) =>
            sum(list.filter((t) => t.from === from && t.to === to).map((t) => t.amount));
          expect(between(moved)).toBe(between(given));
        }
        expect(settle([...first, ...later], 2030, moved).due).toEqual([]);
      }),
      RUNS,
    ));
  it('gives everything back to the øre when all of it is reversed', () =>
    fc.assert(
      fc.property(figures, (all) => {
        const one = settle(all, 2030);
        const reversed = all.map((figure) => ({ ...figure, amount: -figure.amount }));
        const two = settle([...all, ...reversed], 2030, one.due);
        expect(net([...one.due, ...two.due])).toEqual([]);
      }),
      RUNS,
    ));
  it('shares nothing that was not realised', () =>
    fc.assert(
      fc.property(figures, (all) => {
        const agreement = { ...AGREEMENT, steps: AGREEMENT.steps.filter((step) => step.kind !== 'shared-savings') };
        const { transfers } = evaluateAgreement(agreement, { figures: all, stated: [] }, 2030);
        for (const side of ['a', 'b', 'c']) {
          const gives = sum(transfers.filter((t) => t.from === side).map((t) => t.amount));
          const gained = gainedBy(all, side, 2030);
          expect(gives <= (gained > 0n ? gained : 0n)).toBe(true);
        }
      }),
      RUNS,
    ));
  it('is the same in whatever order the figures come', () =>
    fc.assert(
      fc.property(figures, (all) => expect(settle(all.toReversed(), 2030).digest).toBe(settle(all, 2030).digest)),
      RUNS,
    ));
  it('nets what two sides owe each other, and the parts add up', () =>
    fc.assert(
      fc.property(figures, (all) => {
        const { due, netted } = settle(all, 2030);
        const position = (list: readonly { from: string; to: string; amount: bigint }[], side: string) =>
          sum(list.map((t) => (t.to === side ? t.amount : t.from === side ? -t.amount : 0n)));
        for (const side of ['a', 'b', 'c']) expect(position(netted, side)).toBe(position(due, side));
        expect(netted.every((each) => each.amount > 0n)).toBe(true);
      }),
      RUNS,
    ));
  it('has another digest when anything it rests on is another', () => {
    const all = [paid('a', 2026, kr(1000)), gain('b', 2026, kr(300))];
    const digests = [
      settle(all, 2026),
      settle(all, 2027),
      settle([...all, gain('b', 2026, 1n)], 2026),
      settle(all, 2026, settle(all, 2026).due),
    ];
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(4);
  });
});

describe('simulation', () => {
  it('counts the forecast too, per side and year', () => {
    const agreement = agreementOf(['{ kind: return, id: back, from: b, to: a, share: 0.5, cap: 1000 }']);
    const { years, transfers, losing } = simulateAgreement(agreement, {
      figures: [gain('b', 2026, kr(100)), gain('b', 2027, kr(100), { basis: 'forecast' })],
      stated: [],
    });
    expect(said(transfers)).toEqual(['b→a 2026: 50', 'b→a 2027: 50']);
    expect(years.find(({ side, year }) => side === 'b' && year === 2027)).toMatchObject({
      gained: kr(100),
      gives: kr(50),
      gets: 0n,
    });
    expect(losing).toEqual([]);
  });
  it('names who would give more than it gains', () => {
    const agreement = agreementOf(['{ kind: contribute, id: key, to: a, amount: 100, key: [{ side: b, weight: 1 }] }']);
    expect(simulateAgreement(agreement, { figures: [gain('b', 2026, kr(10))], stated: [] }).losing).toEqual(['b']);
  });
});
