/** Crockford's base 32: no I, L, O or U, so that a pseudonym can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PSEUDONYM = /^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** `P-XXXX-XXXX` from five bytes of a keyed digest or of chance. Unique within one contract only. @throws RangeError on fewer bytes. */
export function pseudonymFrom(bytes: Uint8Array): string {
  if (bytes.length < 5) throw new RangeError('a pseudonym needs five bytes');
  let bits = 0n;
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from({ length: 8 }, (_, i) => ALPHABET[Number((bits >> BigInt(35 - 5 * i)) & 31n)]).join('');
  return `P-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export const isPseudonym = (text: string): boolean => PSEUDONYM.test(text);
