import { describe, expect, it } from '@jest/globals';
import { parseRational } from './rational.js';
import { moneyOfText, moneyText, numberText, perWords } from './money-text.js';

describe('money in words', () => {
  it.each([
    [0n, '0 kr.', 'DKK 0'],
    [5n, '0,05 kr.', 'DKK 0.05'],
    [50n, '0,50 kr.', 'DKK 0.50'],
    [100n, '1 kr.', 'DKK 1'],
    [123_456n, '1.234,56 kr.', 'DKK 1,234.56'],
    [100_000_000n, '1.000.000 kr.', 'DKK 1,000,000'],
    [-1n, '-0,01 kr.', 'DKK -0.01'],
    [-123_400n, '-1.234 kr.', 'DKK -1,234'],
  ])('%p øre are %p and %p', (amount, da, en) => expect(moneyText(amount, 'DKK')).toEqual({ da, en }));
  it.each([
    ['DKK', '7 kr.', 'DKK 7'],
    ['GBP', '7 £', '£7'],
    ['ARS', '7 ARS', 'ARS 7'],
    ['CHF', '7 CHF', 'CHF 7'],
    ['EUR', '7 EUR', '€7'],
    ['SEK', '7 SEK', 'SEK 7'],
    ['NOK', '7 NOK', 'NOK 7'],
    ['USD', '7 USD', '$7'],
  ] as const)('in %s it is %p and %p', (currency, da, en) => expect(moneyOfText('7', currency)).toEqual({ da, en }));
  it.each([
    ['999', '999', '999'],
    ['1000', '1.000', '1,000'],
    ['1234567.89', '1.234.567,89', '1,234,567.89'],
    ['-1234.5', '-1.234,5', '-1,234.5'],
  ])('the number %s is %p and %p', (decimal, da, en) => expect(numberText(decimal)).toEqual({ da, en }));
  it.each([
    ['45000', '450 kr. pr. dag', 'DKK 450 per day'],
    ['45050', '450,50 kr. pr. dag', 'DKK 450.50 per day'],
    ['1710.5', '17,105 kr. pr. dag', 'DKK 17.105 per day'],
    ['0.5', '0,005 kr. pr. dag', 'DKK 0.005 per day'],
  ])('a price of %s øre is %p and %p', (amount, da, en) =>
    expect(perWords(parseRational(amount), 'DKK', { da: 'dag', en: 'day' })).toEqual({ da, en }),
  );
});
