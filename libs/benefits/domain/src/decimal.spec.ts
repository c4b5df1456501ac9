import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { millionths } from './decimal.js';

describe('a decimal', () => {
  it('is read exactly, with up to six places', () =>
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(6), (n, places) => {
        const digits = String(Math.abs(n)).padStart(places + 1, '0');
        const [whole, part] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
        const text = `${n < 0 ? '-' : ''}${whole}${places > 0 ? `.${part}` : ''}`;
        expect(millionths(text)).toBe(BigInt(n) * 10n ** BigInt(6 - places));
      }),
    ));
  it.each(['', '-', '.5', '1.', '1.1234567', 'a1', '1a', '1,5', '1e3', '1234567890123', '+1', ' 1'])(
    'is not %j, which is said',
    (text) => expect(() => millionths(text)).toThrow(`at most six places: ${JSON.stringify(text)}`),
  );
});
