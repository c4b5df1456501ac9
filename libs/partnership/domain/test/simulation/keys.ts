import { createHash } from 'node:crypto';
import { signerOf, verifier, type Signer, type Verify } from '../../src/index.js';

/** How instances sign: as they do, or with a hash that stands for it where thousands of messages are about order and loss. */
export interface Keys {
  readonly signer: (name: string) => Signer;
  readonly verify: Verify;
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

export const real = (): Keys => ({ signer: (name) => signerOf(hash(name)), verify: verifier() });

const stamp = (key: string, text: string): string => {
  const half = hash(`${key}\n${text}`).toString('base64url');
  return half + half;
};
export const stampKeys: Keys = {
  signer: (name) => {
    const key = hash(name).toString('base64url');
    return { key, sign: (text) => stamp(key, text) };
  },
  verify: (key, text, signature) => signature === stamp(key, text),
};
