import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { bytesOf, type Signer, type Verify } from './wire.js';

/** DER of an Ed25519 private key up to the 32 bytes of its seed (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 secret bytes. @throws when it is none. */
export function signerOf(seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { key: x, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

/** As many keys as a partnership has, twice over: reading one takes as long as a signature. */
const KEPT = 256;

/** Verifies with OpenSSL, and remembers the keys it has read. */
export function verifier(): Verify {
  const read = new Map<string, KeyObject>();
  const keyOf = (x: string): KeyObject => {
    const known = read.get(x);
    if (known) return known;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    if (read.size === KEPT) read.clear();
    read.set(x, key);
    return key;
  };
  return (key, text, signature) => {
    const bytes = bytesOf(signature);
    if (bytes?.length !== 64 || bytesOf(key)?.length !== 32) return false;
    return verify(null, Buffer.from(text), keyOf(key), bytes);
  };
}
