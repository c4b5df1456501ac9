import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from './random.js';

describe('the generator', () => {
  it('gives the same sequence for the same seed on every machine, another for another', () => {
    const sequence = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.below(1_000_000)
        )(new Random(seed)),
      );
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
    expect(sequence(42)).toEqual([444221, 823732, 672526, 233633, 337756]);
  });
  it('stays below its limit', () =>
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 31 }), (seed, limit) => {
        const drawn = new Random(seed).below(limit);
        return Number.isInteger(drawn) && drawn >= 0 && drawn < limit;
      }),
    ));
  it('is even: of 60,000 throws each side of a die comes 10,000 times, give or take 4 standard deviations', () => {
    const random = new Random(7);
    const sides = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) sides[random.below(6)]!++;
    for (const count of sides) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 92);
  });
});
