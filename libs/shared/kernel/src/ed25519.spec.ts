import { describe, expect, it } from '@jest/globals';
import { signerOf, verifier } from './ed25519.js';

/** RFC 8032, 7.1, test 2. */
const SEED = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
const KEY = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString(
  'base64url',
);
const SIGNATURE = Buffer.from(
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  'hex',
).toString('base64url');

describe('a signature', () => {
  const verify = verifier();
  it('is that of the standard', () => {
    const signer = signerOf(SEED);
    expect([signer.key, signer.sign('r')]).toEqual([KEY, SIGNATURE]);
    expect(verify(KEY, 'r', SIGNATURE)).toBe(true);
  });
  it('is of one text, by one key, in one writing', () => {
    expect(verify(KEY, 's', SIGNATURE)).toBe(false);
    expect(verify(signerOf(new Uint8Array(32)).key, 'r', SIGNATURE)).toBe(false);
    // The last character of 86 carries four bits that say nothing.
    expect(SIGNATURE.endsWith('A')).toBe(true);
    expect(verify(KEY, 'r', `${SIGNATURE.slice(0, -1)}B`)).toBe(false);
    expect(verify(KEY, 'r', `${SIGNATURE}=`)).toBe(false);
    expect(verify('', 'r', SIGNATURE)).toBe(false);
    expect(verify(KEY, 'r', '')).toBe(false);
  });
  it('is verified of more keys than are remembered', () => {
    for (let i = 0; i < 300; i += 1) {
      const signer = signerOf(new Uint8Array(32).fill(i % 251));
      expect(verify(signer.key, 'r', signer.sign('r'))).toBe(true);
    }
  });
});
