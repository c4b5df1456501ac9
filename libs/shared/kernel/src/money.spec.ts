import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { multiplyRounded, parseMinor, splitExactly, sum } from './money.js';

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 })
  .filter((ws) => sum(ws) > 0n);
const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe('splitExactly', () => {
  it('gives parts that add up to the whole, whatever the weights', () =>
    fc.assert(fc.property(amount, weights, (total, ws) => sum(splitExactly(total, ws)) === total)));
  it('gives each part within one unit of its exact share', () =>
    fc.assert(
      fc.property(amount, weights, (total, ws) =>
        splitExactly(total, ws).every((part, i) => {
          const difference = part * sum(ws) - total * ws[i]!;
          return difference < sum(ws) && -difference < sum(ws);
        }),
      ),
    ));
  it('gives nothing to a weight of zero', () => expect(splitExactly(10n, [0n, 3n, 0n])).toEqual([0n, 10n, 0n]));
  it('gives the odd unit to the earlier of equals', () => expect(splitExactly(5n, [1n, 1n])).toEqual([3n, 2n]));
  it.each([[[]], [[0n, 0n]], [[2n, -1n]]])('refuses weights %p', (ws: bigint[]) =>
    expect(() => splitExactly(1n, ws)).toThrow(RangeError),
  );
});

describe('multiplyRounded', () => {
  it.each([
    [1n, 1n, 2n, 1n],
    [-1n, 1n, 2n, -1n],
    [1n, 1n, 3n, 0n],
    [2n, 1n, 3n, 1n],
    [100n, 5n, 4n, 125n],
  ])('%p × %p/%p rounds half away from zero to %p', (a, n, d, expected) =>
    expect(multiplyRounded(a, n, d)).toBe(expected),
  );
});

describe('parseMinor', () => {
  it.each(['', '1.0', '1e3', ' 1', 'true', '0x1'])('refuses %p', (text) =>
    expect(() => parseMinor(text)).toThrow(RangeError),
  );
  it('keeps amounts beyond 2^53', () => expect(parseMinor('9007199254740993')).toBe(9007199254740993n));
});
