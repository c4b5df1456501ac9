import { describe, expect, it } from '@jest/globals';
import { bar, range, table } from './table.js';

describe('a table', () => {
  it('aligns text to the left and amounts to the right', () =>
    expect(
      table(
        ['Year', 'Sum', ''],
        [
          ['2026', '1.000', '█'],
          ['2027', '5', ''],
        ],
        [0, 2],
      ),
    ).toBe('Year    Sum\n────  ─────  ─\n2026  1.000  █\n2027      5'));
});

describe('a bar', () => {
  it.each([
    [10n, 0n, 10n, '██████████'],
    [5n, 0n, 10n, '█████'],
    [0n, 0n, 10n, ''],
    [-5n, -5n, 5n, '░░░░░'],
    [5n, -5n, 5n, '     █████'],
    [-2n, -5n, 5n, '   ░░'],
    [0n, 0n, 0n, ''],
  ])('of %p between %p and %p', (amount, least, most, drawn) => expect(bar(amount, least, most, 10)).toBe(drawn));
});

describe('a range', () => {
  it.each([
    [0n, 5n, 9n, 9n, '├────┼───┤'],
    [3n, 4n, 5n, 9n, '   ├┼┤'],
    [4n, 4n, 4n, 9n, '    ┼'],
    [0n, 0n, 0n, 0n, '┼'],
  ])('%p %p %p of %p', (low, middle, high, most, drawn) => expect(range(low, middle, high, most, 10)).toBe(drawn));
});
