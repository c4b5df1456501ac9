import { describe, expect, it } from '@jest/globals';
import { code, digits, months, year } from './common.js';
import { amount, decimal, normaliseDecimal, quantity, share } from './decimal.js';

const read = (schema: { safeParse(value: unknown): { success: boolean; data?: unknown } }, value: unknown): unknown => {
  const result = schema.safeParse(value);
  return result.success ? result.data : 'refused';
};

describe('a decimal number', () => {
  it.each([
    ['020.50', '20.5'],
    ['20.00', '20'],
    ['000', '0'],
    ['0.050', '0.05'],
    ['-0', '0'],
    ['-0.0', '0'],
    ['-00.10', '-0.1'],
    ['-7', '-7'],
    ['100', '100'],
    ['123456789012345.123456789', '123456789012345.123456789'],
    ['1234567890123456', undefined],
    ['', undefined],
    ['.5', undefined],
    ['5.', undefined],
    ['+5', undefined],
    ['5 000', undefined],
    ['1,5', undefined],
    ['--5', undefined],
    ['x5', undefined],
    ['5x', undefined],
  ])('%j is %j', (written, normal) => expect(normaliseDecimal(written)).toBe(normal));
  it.each([
    ['any', decimal, ' -8.123456789 ', '-8.123456789'],
    ['any', decimal, '8.1234567890', 'refused'],
    ['any', decimal, -8.5, '-8.5'],
    ['any', decimal, '1/3', 'refused'],
    ['any', decimal, true, 'refused'],
    ['a quantity', quantity, '0', '0'],
    ['a quantity', quantity, '0.000000001', '0.000000001'],
    ['a quantity', quantity, '-0.000000001', 'refused'],
    ['an amount', amount, '1499.50', '1499.5'],
    ['an amount', amount, '1499.500', '1499.5'],
    ['an amount', amount, '0', '0'],
    ['an amount', amount, '-0.01', 'refused'],
    ['an amount', amount, 20000, '20000'],
  ])('as %s: %j is %j', (_what, schema, written, expected) => expect(read(schema, written)).toBe(expected));
});

describe('a share', () => {
  it.each([
    ['0', '0'],
    ['0.50', '0.5'],
    ['1', '1'],
    ['1.0', '1'],
    ['1.000000001', 'refused'],
    ['2', 'refused'],
    ['10', 'refused'],
    ['-0.1', 'refused'],
    ['0.999999999', '0.999999999'],
    ['1/3', '1/3'],
    ['3/3', '3/3'],
    ['0/3', '0/3'],
    ['4/3', 'refused'],
    ['1/0', 'refused'],
    ['1/03', 'refused'],
    ['-1/3', 'refused'],
    ['1/3/3', 'refused'],
    ['x1/3', 'refused'],
    ['1/3x', 'refused'],
    ['999999999/999999999', '999999999/999999999'],
    ['1/1234567890', 'refused'],
    ['1234567890/1234567891', 'refused'],
  ])('%j is %j', (written, expected) => expect(read(share, written)).toBe(expected));
});

describe('names and whole numbers', () => {
  it.each([
    ['a', true],
    ['0-a', true],
    ['-a', false],
    ['', false],
    ['A', false],
    ['å', false],
    ['a b', false],
    ['x'.repeat(63), true],
    ['x'.repeat(64), false],
  ])('the code %j: %p', (written, fine) => expect(code.safeParse(written).success).toBe(fine));
  it.each([
    ['0751', '0751'],
    [1751, '1751'],
    [751, 'refused'],
    ['07510', 'refused'],
    ['075', 'refused'],
    ['07a1', 'refused'],
    ['x0751', 'refused'],
  ])('four digits of %j: %j', (written, expected) => expect(read(digits(4), written)).toBe(expected));
  it.each([
    [1899, false, false],
    [1900, true, false],
    [600, false, true],
    [601, false, false],
    [1, false, true],
    [0, false, false],
    [2200, true, false],
    [2201, false, false],
    [1900.5, false, false],
  ])('%p as a year: %p, as months: %p', (written, isYear, isMonths) =>
    expect([year.safeParse(written).success, months.safeParse(written).success]).toEqual([isYear, isMonths]),
  );
});
