import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wilson } from './wilson.js';

const cell = fc.tuple(fc.nat(40), fc.nat(40)).map(([n, r]) => ({ n, reached: Math.min(n, r) }));

describe('Wilson interval', () => {
  it('gives the published figure for 8 of 10', () => {
    expect(wilson(8, 10)!.low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10)!.high).toBeCloseTo(0.9433, 4);
  });
  it('contains the share and stays between 0 and 1', () =>
    fc.assert(
      fc.property(
        cell.filter(({ n }) => n > 0),
        ({ n, reached }) => {
          const { low, high } = wilson(reached, n)!;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(reached / n);
          expect(high).toBeGreaterThanOrEqual(reached / n);
          expect(high).toBeLessThanOrEqual(1);
        },
      ),
    ));
  it('says nothing without a sample', () => expect(wilson(0, 0)).toBeUndefined());
});
