import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenCells, isSmall, wilson, type Cell } from './statistics.js';

const cell = fc.tuple(fc.nat(40), fc.nat(40)).map(([n, r]): Cell => ({ n, reached: Math.min(n, r) }));

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

describe('suppression', () => {
  it.each([[{ n: 4, reached: 0 }], [{ n: 30, reached: 2 }], [{ n: 30, reached: 27 }]])('finds %j small', (small) =>
    expect(isSmall(small, 5)).toBe(true),
  );
  it.each([[{ n: 0, reached: 0 }], [{ n: 30, reached: 30 }], [{ n: 10, reached: 5 }]])(
    'does not find %j small',
    (fine) => expect(isSmall(fine, 5)).toBe(false),
  );
  it('hides a second cell when one is hidden, so that the total does not tell it', () =>
    expect(
      hiddenCells(
        [
          { n: 3, reached: 1 },
          { n: 20, reached: 10 },
          { n: 40, reached: 20 },
        ],
        5,
      ),
    ).toEqual([true, true, false]));
  it('never lets the total reveal a small cell', () =>
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 8 }), (cells) => {
        const hidden = hiddenCells(cells, 5);
        const inside = cells.filter((_, i) => hidden[i]);
        const sum = inside.reduce((a, b) => ({ n: a.n + b.n, reached: a.reached + b.reached }), { n: 0, reached: 0 });
        cells.forEach((each, i) => isSmall(each, 5) && expect(hidden[i]).toBe(true));
        if (inside.length > 0) expect(inside.length).toBeGreaterThan(1);
        // What total minus visible cells gives is a sum over several people-rich cells, unless everything is hidden.
        if (inside.length > 0 && inside.length < cells.length) expect(isSmall(sum, 5)).toBe(false);
      }),
    ));
});
