/** Crockford's base 32: no I, L, O or U, so that a pseudonym can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PSEUDONYM = /^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** `P-XXXX-XXXX` from five bytes of a keyed digest or of chance. Unique within one contract only. @throws RangeError on fewer bytes. */
export function pseudonymFrom(bytes: Uint8Array): string {
  if (bytes.length < 5) throw new RangeError('a pseudonym needs five bytes');
  // Forty bits are exact in a number.
  let bits = bytes.subarray(0, 5).reduce((sum, byte) => sum * 256 + byte, 0);
  let letters = '';
  for (let i = 0; i < 8; i += 1) {
    letters = ALPHABET[bits % 32]! + letters;
    bits = Math.floor(bits / 32);
  }
  return `P-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export const isPseudonym = (text: string): boolean => PSEUDONYM.test(text);

/** A pseudonym as it was given out, also when it is written in small letters or with another dash; any other key as it is. */
export function asPseudonym(key: string): string {
  const given = key.toUpperCase().replace(/\p{Pd}/gu, '-');
  return isPseudonym(given) ? given : key;
}
