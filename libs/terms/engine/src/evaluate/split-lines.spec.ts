import { describe, expect, it } from '@jest/globals';
import { splitExactly, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { splitLines } from './split-lines.js';

const columns = (parts: readonly (readonly bigint[])[]): bigint[] =>
  parts[0]!.map((_, column) => sum(parts.map((line) => line[column]!)));
const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 });
const weightsUpTo = (most: number) =>
  fc
    .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: most })
    .filter((weights) => weights.some((weight) => weight > 0n));
/** How far each part is from the exact one, in units × Σ weights. */
const deviations = (
  parts: readonly (readonly bigint[])[],
  given: readonly bigint[],
  weights: readonly bigint[],
): bigint[] =>
  parts
    .flatMap((line, i) => line.map((part, column) => part * sum(weights) - given[i]! * weights[column]!))
    .map((difference) => (difference < 0n ? -difference : difference));

describe('splitLines', () => {
  it('gives each line its amount and each column its share of the whole', () =>
    fc.assert(
      fc.property(amounts, weightsUpTo(8), (given, weights) => {
        const parts = splitLines(given, weights);
        expect(parts.map(sum)).toEqual(given);
        expect(columns(parts)).toEqual(splitExactly(sum(given), weights));
        expect(parts.flat().every((part) => part >= 0n)).toBe(true);
      }),
    ));
  it('is at most one unit from the exact part of each line, for up to four', () =>
    fc.assert(
      fc.property(amounts, weightsUpTo(4), (given, weights) =>
        deviations(splitLines(given, weights), given, weights).every((difference) => difference <= sum(weights)),
      ),
    ));
  it('gives a weight of zero nothing', () =>
    fc.assert(
      fc.property(amounts, weightsUpTo(3), (given, weights) =>
        splitLines(given, [...weights, 0n]).every((line) => line.at(-1) === 0n),
      ),
    ));
  it.each([
    [[1n], [[0n, 1n]]],
    [
      [1n, 1n],
      [
        [0n, 1n],
        [1n, 0n],
      ],
    ],
    [
      [1n, 1n, 1n],
      [
        [0n, 1n],
        [0n, 1n],
        [1n, 0n],
      ],
    ],
    [
      [2n, 0n, 4n],
      [
        [1n, 1n],
        [0n, 0n],
        [1n, 3n],
      ],
    ],
  ])('%p in thirds, one and two, becomes %p', (given, expected) =>
    expect(splitLines(given, [1n, 2n])).toEqual(expected),
  );
  it('keeps to the given totals of the columns', () =>
    expect(columns(splitLines([1n, 1n], [1n, 1n], [2n, 0n]))).toEqual([2n, 0n]));
  it('still adds up where six weights leave no split within one unit', () => {
    const [given, weights] = [
      [73n, 107n],
      [45n, 40n, 14n, 6n, 26n, 15n],
    ];
    const parts = splitLines(given, weights);
    expect(parts.map(sum)).toEqual(given);
    expect(columns(parts)).toEqual(splitExactly(180n, weights));
    expect(deviations(parts, given, weights).every((difference) => difference < 2n * sum(weights))).toBe(true);
  });
});
