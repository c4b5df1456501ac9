import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** Signs for one instance. Its private key stays behind this port. */
export interface Signer {
  /** Ed25519 public key, base64url of its 32 bytes. */
  readonly key: string;
  /** Base64url of the 64 bytes. */
  sign(text: string): string;
}
export type Verify = (key: string, text: string, signature: string) => boolean;

/** Base64url has several writings of the same bytes; one of them is taken. */
export const bytesOf = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
};

/** DER of an Ed25519 private key up to the 32 bytes of its seed (RFC 8410), in hex. */
const PRIVATE = '302e020100300506032b657004220420';

/** @param seed 32 secret bytes. @throws when it is none. */
export function signerOf(seed: Uint8Array): Signer {
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from(PRIVATE, 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
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
