import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { parseCpr } from './cpr.js';
import { asPseudonym, isPseudonym, pseudonymFrom } from './pseudonym.js';

describe('CPR numbers', () => {
  it.each(['010190-1234', '0101901234', '010190 1234', ' 010190-1234 '])('reads %j', (text) =>
    expect(parseCpr(text).digits).toBe('0101901234'),
  );
  it('reads a replacement number, whose day is 60 higher', () =>
    expect(parseCpr('610190-1234').digits).toBe('6101901234'));
  it.each([
    '320190-1234',
    '300290-1234',
    '011390-1234',
    '010190-123',
    '01019O-1234',
    '',
    '290201-1234',
    '1010190-1234',
    '010190-12345',
  ])('refuses %j', (text) => expect(() => parseCpr(text)).toThrow(DomainError));
  it('knows the century from the seventh digit: 29 February 2000 exists, 1900 does not', () => {
    expect(parseCpr('290200-4234').digits).toBe('2902004234');
    expect(() => parseCpr('290200-1234')).toThrow(DomainError);
  });
  it('only warns about modulus 11', () => {
    expect(parseCpr('070761-4285').modulusHolds).toBe(true);
    expect(parseCpr('070761-4286').modulusHolds).toBe(false);
  });
  it('never repeats the number in the refusal', () => {
    const text = '320190-1234';
    try {
      parseCpr(text);
    } catch (error) {
      const { json } = error as DomainError;
      expect(JSON.stringify(json)).not.toContain('1234');
      expect(json).toMatchObject({
        code: 'outcomes.cpr-invalid',
        kind: 'invalid',
        whatToDo: { da: 'Skriv det som ddmmåå-nnnn.', en: 'Write it as ddmmyy-nnnn.' },
      });
    }
    expect.assertions(2);
  });
});

describe('pseudonyms', () => {
  it('have one shape and depend on every bit of five bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), fc.nat(39), (bytes, bit) => {
        const other = Uint8Array.from(bytes, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        expect(isPseudonym(pseudonymFrom(bytes))).toBe(true);
        expect(pseudonymFrom(other)).not.toBe(pseudonymFrom(bytes));
      }),
    ));
  it('need five bytes, and take no more', () => {
    expect(() => pseudonymFrom(new Uint8Array(4))).toThrow('five bytes');
    expect(pseudonymFrom(Uint8Array.from([255, 0, 255, 0, 255, 7]))).toBe(
      pseudonymFrom(Uint8Array.from([255, 0, 255, 0, 255])),
    );
  });
  it.each(['xP-0000-0001', 'P-0000-00011', 'P-0000-000', 'P-000O-0001', 'p-0000-0001'])('are not %s', (text) =>
    expect(isPseudonym(text)).toBe(false),
  );
  it.each([
    ['p-00a0-000z', 'P-00A0-000Z'],
    ['P–0000—0001', 'P-0000-0001'],
    ['Bo-1', 'Bo-1'],
    ['sag–7', 'sag–7'],
  ])("written %s are %s: a key of one's own stays as it is", (written, read) =>
    expect(asPseudonym(written)).toBe(read),
  );
});
