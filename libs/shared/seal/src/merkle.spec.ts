import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Peaks } from './merkle.js';

const leafOf = (content: Uint8Array): Buffer =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(content)
    .digest();

/** As RFC 6962 defines it. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(rootOf(leaves.slice(0, half)))
    .update(rootOf(leaves.slice(half)))
    .digest();
}

const tree = (leaves: readonly Buffer[], from = Peaks.empty()): Peaks => {
  leaves.forEach((leaf) => from.add(leaf));
  return from;
};

describe('the tree', () => {
  it('has the published roots of the reference log', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const leaves = inputs.map((hex) => leafOf(Buffer.from(hex, 'hex')));
    const roots = [1, 2, 3, 8].map((size) => tree(leaves.slice(0, size)).root().toString('hex'));
    expect(roots).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('grows to the same root in whatever steps', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 70 }), fc.nat(70), (contents, cut) => {
        const leaves = contents.map(leafOf);
        const first = tree(leaves.slice(0, cut));
        const whole = tree(leaves.slice(cut), Peaks.read(first.bytes(), first.size));
        expect(whole.root()).toEqual(rootOf(leaves));
        expect(whole.size).toBe(leaves.length);
      }),
    ));

  it('cannot be read with another size', () => {
    const bytes = tree([1, 2, 3].map((n) => leafOf(Buffer.from([n])))).bytes();
    expect(() => Peaks.read(bytes, 4)).toThrow(RangeError);
    expect(() => Peaks.read(bytes.subarray(1), 3)).toThrow(RangeError);
  });
});
