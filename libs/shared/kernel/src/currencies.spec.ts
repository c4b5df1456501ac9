import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CURRENCIES,
  fitsCurrency,
  isCurrency,
  majorUnits,
  minorDigits,
  minorUnits,
  minorUnitsIn,
} from './currencies.js';

describe('currencies', () => {
  it.each([
    ['DKK', 2],
    ['CHF', 2],
    ['ARS', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['VND', 0],
    ['XAF', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['JOD', 3],
    ['IQD', 3],
  ] as const)('%s has %d decimals', (currency, digits) => expect(minorDigits(currency)).toBe(digits));

  it('are each named once', () => expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length));

  it.each(['XAU', 'XTS', 'CLF', 'dkk', 'DK', '', 7, undefined])('%p is none', (code) =>
    expect(isCurrency(code)).toBe(false),
  );
});

describe('amounts', () => {
  it.each([
    ['1250.50', 'DKK', 125050n],
    ['0.05', 'DKK', 5n],
    ['-3', 'DKK', -300n],
    ['1250', 'JPY', 1250n],
    ['1.255', 'KWD', 1255n],
    ['20.000', 'KWD', 20000n],
    ['1.5', 'KWD', 1500n],
  ] as const)('%s in %s is %s', (text, currency, minor) => expect(minorUnits(text, currency)).toBe(minor));

  it.each([
    ['20.000', 'DKK'],
    ['0.5', 'JPY'],
    ['20.00', 'JPY'],
    ['1.2555', 'KWD'],
    ['', 'DKK'],
    ['1e3', 'DKK'],
    ['.5', 'DKK'],
    ['1,5', 'DKK'],
  ] as const)('%j is none in %s', (text, currency) => expect(() => minorUnits(text, currency)).toThrow(RangeError));

  it.each([
    [-1250n, 'DKK', '-12.50'],
    [5n, 'DKK', '0.05'],
    [0n, 'DKK', '0.00'],
    [1250n, 'JPY', '1250'],
    [-1250n, 'KWD', '-1.250'],
    [7n, 'KWD', '0.007'],
  ] as const)('%s of %s is written %s', (amount, currency, text) => expect(majorUnits(amount, currency)).toBe(text));

  it('are read back as written, in every currency', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
        fc.constantFrom(...CURRENCIES),
        (amount, currency) => {
          const text = majorUnits(amount, currency);
          expect(fitsCurrency(text, currency)).toBe(true);
          expect(minorUnits(text, currency)).toBe(amount);
          expect(minorUnits('1', currency)).toBe(minorUnitsIn(currency));
        },
      ),
    ));
});
