import { describe, expect, it } from '@jest/globals';
import { sha256Hex } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { drawMus, drawSimple, drawStratified, highValue, populationDigest, populationText, type Unit } from './draw.js';

const SEED = '00'.repeat(32);
const units = (amounts: readonly number[]): Unit[] =>
  amounts.map((amount, i) => ({
    id: `c${String(i).padStart(3, '0')}`,
    amount: BigInt(amount),
    stratum: i % 3 ? 'a' : 'b',
  }));
const seed = fc.nat(1_000_000).map((n) => sha256Hex(String(n)));
const population = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 80 }).map(units);

describe('A frozen population', () => {
  it('has one line a unit in order of id, and its digest changes with any of them', () => {
    const few: Unit[] = [
      { id: 'b', amount: 5n },
      { id: 'a', amount: 1234n, stratum: 's' },
    ];
    expect(populationText(few)).toBe('a;1234;s\nb;5;\n');
    expect(populationDigest(few)).toBe(sha256Hex('a;1234;s\nb;5;\n'));
    expect(populationDigest([...few].reverse())).toBe(populationDigest(few));
    expect(populationDigest([few[0]!, { ...few[1]!, amount: 1235n }])).not.toBe(populationDigest(few));
  });
});

describe('A simple random draw', () => {
  it('is the first in order of SHA-256 of seed and id, which anybody can redo', () => {
    const four = units([1, 1, 1, 1]);
    const byHand = four
      .map(({ id }) => id)
      .sort((a, b) => (sha256Hex(`${SEED}:${a}`) < sha256Hex(`${SEED}:${b}`) ? -1 : 1));
    expect(drawSimple(four, SEED, 2).sampled).toEqual(byHand.slice(0, 2));
  });
  it('does not depend on the order of the list, and a larger one begins with the smaller', () =>
    fc.assert(
      fc.property(population, seed, fc.nat(40), (all, of, n) => {
        const order = drawSimple([...all].reverse(), of, n + 1);
        const small = drawSimple(all, of, n);
        const larger = [...order.exhaustive, ...order.sampled];
        expect(larger.slice(0, n)).toEqual([...small.exhaustive, ...small.sampled].slice(0, n));
      }),
    ));
  it('gives each unit the same chance', () => {
    const ten = units(Array.from({ length: 10 }, () => 1));
    const hits = new Map<string, number>();
    for (let i = 0; i < 3_000; i += 1)
      for (const id of drawSimple(ten, sha256Hex(`chance ${i}`), 3).sampled) hits.set(id, (hits.get(id) ?? 0) + 1);
    for (const count of hits.values()) expect(Math.abs(count - 900)).toBeLessThan(120);
  });
  it('of everything leaves nothing to project', () =>
    expect(drawSimple(units([1, 2]), SEED, 2)).toMatchObject({ sampled: [], exhaustive: expect.any(Array) }));
  it('needs a seed of 64 hexadecimal digits', () => expect(() => drawSimple(units([1]), 'x', 1)).toThrow(RangeError));
});

describe('A stratified draw', () => {
  it('takes the share of each stratum', () => {
    const drawn = drawStratified(units(Array.from({ length: 60 }, () => 1)), SEED, 12);
    const all = units(Array.from({ length: 60 }, () => 1));
    const of = (stratum: string) =>
      drawn.sampled.filter((id) => all.find((unit) => unit.id === id)!.stratum === stratum);
    expect([of('a').length, of('b').length]).toEqual([8, 4]);
  });
});

describe('A monetary unit draw', () => {
  it('audits all that is larger than the interval, again until none is', () => {
    const { large, rest, places } = highValue(units([1_000, 300, 50, 50, 50, 50]), 4);
    expect(large.map(({ amount }) => amount)).toEqual([1_000n, 300n]);
    expect([rest.length, places]).toEqual([4, 2]);
  });
  it('draws as many as it should, none twice, nothing of no amount, and the same for the same seed', () =>
    fc.assert(
      fc.property(population, seed, fc.integer({ min: 1, max: 60 }), (all, of, n) => {
        const { exhaustive, sampled } = drawMus(all, of, n);
        const drawn = [...exhaustive, ...sampled];
        const worth = all.filter(({ amount }) => amount > 0n);
        expect(drawn.length).toBe(Math.min(n, worth.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((id) => worth.some((unit) => unit.id === id))).toBe(true);
        expect(drawMus([...all].reverse(), of, n)).toEqual({ exhaustive, sampled });
      }),
    ));
  it('gives each øre the same chance', () => {
    const all = units([100, 200, 300, 400]);
    let hits = 0;
    for (let i = 0; i < 3_000; i += 1) if (drawMus(all, sha256Hex(`chance ${i}`), 1).sampled[0] === 'c003') hits += 1;
    expect(Math.abs(hits - 1_200)).toBeLessThan(150);
  });
});
