import { describe, expect, it } from '@jest/globals';
import { digestOfFile } from './digest.js';

describe('the fingerprint of evidence', () => {
  it('is the SHA-256 everyone else computes', async () =>
    expect(await digestOfFile(new Blob(['abc']))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ));
  it('keeps leading zeros', async () => expect(await digestOfFile(new Blob(['']))).toHaveLength(64));
});
