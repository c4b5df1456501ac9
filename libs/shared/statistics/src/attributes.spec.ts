import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lowerRate, sizeForRate, upperRate } from './attributes.js';

describe('Attribute sampling', () => {
  it.each([
    [0, 59],
    [1, 93],
    [2, 124],
  ])('with %i expected errors, %i units rule out 5 %% at 95 %%', (expected, n) =>
    expect(sizeForRate(0.05, 0.95, expected)).toBe(n),
  );
  it('has an exact upper limit of 5.09 % for 3 errors in 150', () =>
    expect(upperRate(3, 150, 0.95)).toBeCloseTo(0.0509, 4));
  it('knows the limits of a sample without errors and of one with nothing else', () => {
    expect(upperRate(0, 59, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 59), 9);
    expect(lowerRate(0, 59, 0.95)).toBe(0);
    expect(upperRate(10, 10, 0.95)).toBe(1);
    expect(lowerRate(10, 10, 0.95)).toBeCloseTo(0.05 ** (1 / 10), 9);
  });
  it('does not underflow in a large sample', () => {
    const normal = 0.01 + 1.645 * Math.sqrt((0.01 * 0.99) / 100_000);
    expect(Math.abs(upperRate(1_000, 100_000, 0.95) - normal)).toBeLessThan(0.00003);
  });
  it('rules out the tolerable share with the size it gives and with no smaller one', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(8), fc.constantFrom(0.8, 0.9, 0.95), (percent, k, level) => {
        const n = sizeForRate(percent / 100, level, k);
        expect(upperRate(k, n, level)).toBeLessThanOrEqual(percent / 100 + 1e-9);
        expect(n - 1 > k ? upperRate(k, n - 1, level) : 1).toBeGreaterThan(percent / 100 - 1e-9);
      }),
    ));
  it('brackets the share that was seen', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (n, k) => {
        const errors = Math.min(n, k);
        expect(lowerRate(errors, n, 0.95)).toBeLessThanOrEqual(errors / n);
        expect(upperRate(errors, n, 0.95)).toBeGreaterThanOrEqual(errors / n);
      }),
    ));
  it('has no size for a share that is none', () => {
    expect(() => sizeForRate(0, 0.95, 0)).toThrow(RangeError);
    expect(() => sizeForRate(1, 0.95, 0)).toThrow(RangeError);
  });
});
