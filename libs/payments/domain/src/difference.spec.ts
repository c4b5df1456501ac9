import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import { evaluate } from '@ringvirkning/terms';
import type { Fact } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { factOf, terms, type DatedFact } from '../test/contract.js';
import { changedClaims, differenceOf, type Reckoning } from './difference.js';
import { settle } from './settlement.js';

const END = localDate('2027-12-31');
const reckoned = (facts: readonly Fact[], cutOff = END): Reckoning & { evaluation: ReturnType<typeof evaluate> } => ({
  terms,
  facts,
  evaluation: evaluate(terms, facts, cutOff),
});
const drawn = fc.array(fc.record({ kind: fc.nat(3), person: fc.nat(4), day: fc.nat(700) }), { maxLength: 25 });
const home = (n: number, person = n): DatedFact => factOf(n, { kind: 0, person, day: n });

describe('the difference of a run', () => {
  it('without a run before is everything, as new claims', () => {
    const { lines } = differenceOf(reckoned([home(1), home(2)]));
    expect(lines.map(({ claims, amount, before }) => [claims, amount, before])).toEqual([
      [[{ change: 'new', count: 2, gross: 20202n }], 20202n, undefined],
    ]);
  });

  it('is nothing between two runs of the same facts', () =>
    expect(differenceOf(reckoned([home(1)]), reckoned([home(1)]))).toEqual({ lines: [], newWithoutPay: 0 }));

  it('tells new claims from reversed ones, and a line that is gone stays told', () => {
    const [before, now] = [reckoned([home(1), factOf(2, { kind: 1, person: 2, day: 9 })]), reckoned([home(3)])];
    expect(differenceOf(now, before).lines.map(({ names, claims, amount }) => [names.outcome, claims, amount])).toEqual(
      [
        [
          'home',
          [
            { change: 'new', count: 1, gross: 10101n },
            { change: 'reversed', count: 1, gross: -10101n },
          ],
          0n,
        ],
        ['mastery', [{ change: 'reversed', count: 1, gross: -20000n }], -20000n],
      ],
    );
    expect(changedClaims(now, before).map(({ claimId, change }) => [claimId, change])).toEqual([
      ['f3', 'new'],
      ['f1', 'reversed'],
      ['f2', 'reversed'],
    ]);
  });

  it('says what a cap holds back of claims that are new, and what it lets go of older ones', () => {
    const mastery = (n: number) => factOf(n, { kind: 1 + (n % 2), person: n, day: n });
    const of = (count: number) => reckoned(Array.from({ length: count }, (_, n) => mastery(n + 1)));
    // Seven at 200 kr. are below 1,200 kr. of a year by none: the cap of the budget year cuts the seventh.
    expect(differenceOf(of(7), of(6)).lines.flatMap(({ caps }) => caps)).toContainEqual({
      step: 'budget-year',
      amount: -20000n,
    });
    expect(differenceOf(of(6), of(7)).lines.flatMap(({ caps }) => caps)).toContainEqual({
      step: 'budget-year',
      amount: 20000n,
    });
  });

  it('counts what is new and earns nothing', () => {
    const early = { ...home(2), on: localDate('2024-12-31') };
    expect(differenceOf(reckoned([home(1), early]), reckoned([home(1)]))).toMatchObject({ newWithoutPay: 1 });
  });

  it('a claim that was known and did not count is not new', () => {
    const early = { ...home(1), on: addDays(localDate('2025-01-01'), -1) };
    const before = { ...reckoned([early, home(2)]), facts: [early, home(1), home(2)] };
    expect(changedClaims(reckoned([home(1), home(2)]), before)).toMatchObject([{ change: 'counts-now' }]);
    expect(changedClaims(before, reckoned([home(1), home(2)]))).toMatchObject([{ change: 'counts-no-longer' }]);
  });

  it('adds up: causes to lines, lines to payers and payees, and what came minus what went to what there is', () =>
    fc.assert(
      fc.property(drawn, drawn, fc.nat(25), (first, second, kept) => {
        const older = first.map((draw, n) => factOf(n, draw));
        const newer = second.map((draw, n) => factOf(100 + n, draw));
        const [before, now] = [reckoned(older), reckoned([...older.slice(0, kept), ...newer])];
        const { lines } = differenceOf(now, before);
        for (const { claims, repriced, caps, payers, amount } of lines) {
          expect(sum(claims.map(({ gross }) => gross)) + repriced + sum(caps.map((cap) => cap.amount))).toBe(amount);
          expect(sum(payers.map((payer) => payer.amount))).toBe(amount);
        }
        const paid = before.evaluation.payments.map(({ year, ...between }) => ({ ...between, budgetYear: year }));
        const settlements = settle(now.evaluation.payments, paid);
        const keyed = (payer: string, year: number): string => `${year} ${payer}`;
        const byLines = new Map<string, bigint>();
        for (const { names, payers } of lines)
          for (const { party, amount } of payers)
            byLines.set(keyed(party, names.year), (byLines.get(keyed(party, names.year)) ?? 0n) + amount);
        for (const [key, of] of Map.groupBy(settlements, ({ payer, budgetYear }) => keyed(payer, budgetYear)))
          expect(byLines.get(key) ?? 0n).toBe(sum(of.map(({ amount }) => amount)));
        const counted = (of: Reckoning) => sum(of.evaluation.lines.map(({ facts }) => BigInt(facts.length)));
        const moves = changedClaims(now, before).map(({ change }) =>
          ['new', 'counts-now', 'moved-in'].includes(change) ? 1n : -1n,
        );
        expect(sum(moves)).toBe(counted(now) - counted(before));
      }),
      { numRuns: 30 },
    ));
});
