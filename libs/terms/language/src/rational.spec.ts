import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  max,
  min,
  multiply,
  ONE,
  parseRational,
  rational,
  roundProduct,
  roundTo,
  subtract,
  toDecimal,
  ZERO,
  type Rational,
} from './rational.js';

const text = ({ n, d }: Rational): string => `${n}/${d}`;
const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const number = fc.tuple(whole, positive).map(([n, d]) => rational(n, d));

describe('a rounded product', () => {
  it('is the product, rounded', () =>
    fc.assert(
      fc.property(number, number, fc.constantFrom('half-away-from-zero' as const, 'down' as const), (a, b, rounding) =>
        expect(roundProduct(a, b, rounding)).toBe(roundTo(multiply(a, b), rounding)),
      ),
    ));
});

describe('an exact number', () => {
  it.each([
    [6n, 4n, '3/2'],
    [6n, -4n, '-3/2'],
    [-6n, -4n, '3/2'],
    [-6n, 4n, '-3/2'],
    [0n, -5n, '0/1'],
    [7n, 1n, '7/1'],
    [7n, -1n, '-7/1'],
  ])('%p over %p is %p: lowest terms, positive denominator', (n, d, expected) =>
    expect(text(rational(n, d))).toBe(expected),
  );
  it('has a denominator of one by default', () => expect(text(rational(5n))).toBe('5/1'));
  it('has no denominator of zero', () => {
    expect(() => rational(1n, 0n)).toThrow(new RangeError('denominator is zero'));
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  });
  it.each([
    ['8.5', '17/2'],
    ['-2', '-2/1'],
    ['1/3', '1/3'],
    ['-10/4', '-5/2'],
    ['1/12', '1/12'],
    ['0.050', '1/20'],
    ['007', '7/1'],
    ['12.34', '617/50'],
  ])('%p is read as %p', (written, expected) => expect(text(parseRational(written))).toBe(expected));
  it.each(['', 'x', '1.', '.5', '1,5', ' 1', '1 ', '+1', '1/', '/3', '1.5/2', '--1', '1e3'])('%j is none', (written) =>
    expect(() => parseRational(written)).toThrow(new RangeError(`not a number: ${JSON.stringify(written)}`)),
  );
});

describe('arithmetic', () => {
  it('is that of fractions', () =>
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(text(add(a, b))).toBe(text(rational(a.n * b.d + b.n * a.d, a.d * b.d)));
        expect(text(subtract(a, b))).toBe(text(rational(a.n * b.d - b.n * a.d, a.d * b.d)));
        expect(text(multiply(a, b))).toBe(text(rational(a.n * b.n, a.d * b.d)));
        expect(Math.sign(compare(a, b))).toBe(a.n * b.d < b.n * a.d ? -1 : a.n * b.d > b.n * a.d ? 1 : 0);
        if (b.n !== 0n) expect(text(multiply(divide(a, b), b))).toBe(text(a));
      }),
    ));
  it('of numbers with one denominator is the same', () =>
    fc.assert(
      fc.property(whole, whole, positive, (n, m, d) => {
        const [a, b] = [
          { n, d },
          { n: m, d },
        ];
        expect(text(add(a, b))).toBe(text(rational(n + m, d)));
        expect(Math.sign(compare(a, b))).toBe(n < m ? -1 : n > m ? 1 : 0);
      }),
    ));
  it.each([
    ['1/3', '0.5', '1/3', '1/2'],
    ['0.5', '1/3', '1/3', '1/2'],
    ['-1', '-2', '-2/1', '-1/1'],
    ['2', '2', '2/1', '2/1'],
  ])('of %p and %p the smaller is %p, the larger %p', (a, b, smaller, larger) =>
    expect([text(min(parseRational(a), parseRational(b))), text(max(parseRational(a), parseRational(b)))]).toEqual([
      smaller,
      larger,
    ]),
  );
});

describe('rounding', () => {
  it.each([
    ['2.49', 2n, 2n],
    ['2.5', 3n, 2n],
    ['2.51', 3n, 2n],
    ['2.999', 3n, 2n],
    ['3', 3n, 3n],
    ['0', 0n, 0n],
    ['-2.49', -2n, -2n],
    ['-2.5', -3n, -2n],
    ['-2.51', -3n, -2n],
    ['-3', -3n, -3n],
    ['1/3', 0n, 0n],
    ['2/3', 1n, 0n],
  ])('%p is %p to the nearest (half away from zero) and %p downwards (towards zero)', (value, nearest, down) => {
    expect(roundTo(parseRational(value), 'half-away-from-zero')).toBe(nearest);
    expect(roundTo(parseRational(value), 'down')).toBe(down);
  });
  it.each<[string, number, string]>([
    ['1/3', 6, '0.333333'],
    ['2/3', 6, '0.666667'],
    ['2/3', 2, '0.67'],
    ['-2/3', 2, '-0.67'],
    ['12.50', 6, '12.5'],
    ['1200', 6, '1200'],
    ['0.05', 1, '0.1'],
    ['0.04', 1, '0'],
    ['-0.04', 1, '0'],
    ['2.5', 0, '3'],
    ['120', 0, '120'],
    ['0.000001', 6, '0.000001'],
  ])('%p is written with at most %p decimals as %p', (value, decimals, expected) =>
    expect(toDecimal(parseRational(value), decimals)).toBe(expected),
  );
  it('is to six decimals by default', () => expect(toDecimal(parseRational('1.23456789'))).toBe('1.234568'));
});
