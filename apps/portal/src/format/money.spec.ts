import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney, parseMoney } from './money.js';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts as people read them', () => {
  it.each([
    ['280295000', 'GBP', 'en', '£2,802,950'],
    ['280295000', 'GBP', 'da', '2.802.950 £'],
    ['1590000000', 'DKK', 'da', '15.900.000 kr.'],
    ['149950', 'DKK', 'da', '1.499,50 kr.'],
    ['-5', 'DKK', 'da', '-0,05 kr.'],
    ['0', 'DKK', 'en', 'DKK 0'],
    ['1499', 'JPY', 'da', '1.499 JP¥'],
    ['1499', 'KRW', 'en', '₩1,499'],
    ['1255', 'KWD', 'da', '1,255 KWD'],
    ['20000', 'KWD', 'en', 'KWD 20'],
    ['150', 'HUF', 'da', '1,50 HUF'],
    ['1500', 'IQD', 'en', 'IQD 1.500'],
  ] as const)('%s %s in %s is %s', (amount, currency, language, text) =>
    expect(plain(formatMoney(amount, currency, language))).toBe(text),
  );

  it('keeps every digit, far beyond what a float can hold', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (amount) => {
        const shown = formatMoney(amount.toString(), 'DKK', 'da');
        const padded = shown.includes(',') ? shown : `${shown}00`;
        expect(BigInt(padded.replace(/[^\d]/g, ''))).toBe(amount < 0n ? -amount : amount);
      }),
    ));

  it.each(['12.5', '', '1e3', '--1'])('refuses %j', (text) =>
    expect(() => formatMoney(text, 'DKK', 'da')).toThrow(RangeError),
  );
});

describe('amounts as people write them', () => {
  it.each([
    ['1.500.000', 'da', '150000000'],
    ['1500000', 'da', '150000000'],
    ['1.499,50 kr.', 'da', '149950'],
    ['1 500', 'da', '150000'],
    ['1,500,000.50', 'en', '150000050'],
    ['0', 'en', '0'],
  ] as const)('%j in %s is %s', (text, language, minor) => expect(parseMoney(text, 'DKK', language)).toBe(minor));

  it.each([
    ['1.5', 'da'],
    ['12.34', 'da'],
    ['1,5', 'en'],
    ['1.500,5', 'da'],
    ['-5', 'da'],
    ['abc', 'da'],
    ['', 'da'],
  ] as const)('%j in %s is not clearly an amount', (text, language) =>
    expect(parseMoney(text, 'DKK', language)).toBeUndefined(),
  );

  it('reads back what it shows', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) =>
        expect(parseMoney(formatMoney(amount.toString(), 'DKK', 'da'), 'DKK', 'da')).toBe(amount.toString()),
      ),
    ));

  it.each([
    ['1.500', 'JPY', '1500'],
    ['1.500,5', 'JPY', undefined],
    ['1.500,00', 'JPY', undefined],
    ['1.500', 'KWD', '1500000'],
    ['1,500', 'KWD', '1500'],
    ['1,50', 'KWD', undefined],
  ] as const)('%j %s has the decimals of the currency, or none', (text, currency, minor) =>
    expect(parseMoney(text, currency, 'da')).toBe(minor),
  );
});
