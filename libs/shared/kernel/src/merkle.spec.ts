import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { grown, pathTo, rootFrom, rootOver, treeLeaf, treeNode, treeOver } from './merkle.js';

const sha256 = (...bytes: (Buffer | string)[]) =>
  createHash('sha256')
    .update(Buffer.concat(bytes.map((part) => Buffer.from(part))))
    .digest();

describe('a Merkle tree', () => {
  it('hashes leaves and nodes as RFC 6962 does', () => {
    expect(treeLeaf('æ')).toEqual(sha256(Buffer.of(0), 'æ'));
    expect(treeNode(treeLeaf('a'), treeLeaf('b'))).toEqual(sha256(Buffer.of(1), treeLeaf('a'), treeLeaf('b')));
  });

  it('of three has the third beside the node of the first two', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(treeLeaf) as [Buffer, Buffer, Buffer];
    const { root, paths } = treeOver([a, b, c]);
    expect(root).toEqual(treeNode(treeNode(a, b), c));
    expect(paths[2]).toEqual([{ side: 'left', node: treeNode(a, b) }]);
    expect(treeOver([a])).toEqual({ root: a, paths: [[]] });
  });

  it('is reached from each of its leaves, and from no other', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), (contents) => {
        const leaves = contents.map(treeLeaf);
        const { root, paths } = treeOver(leaves);
        for (const [at, leaf] of leaves.entries()) {
          expect(rootFrom(leaf, paths[at]!)).toEqual(root);
          expect(rootFrom(treeLeaf(`${contents[at]} `), paths[at]!)).not.toEqual(root);
        }
      }),
    ));

  it('that grows leaf by leaf has the same root, and each leaf its way there', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), (contents) => {
        const leaves = contents.map(treeLeaf);
        const { root, paths } = treeOver(leaves);
        expect(rootOver(leaves.reduce<Buffer[]>((peaks, leaf, size) => grown(peaks, size, leaf), []))).toEqual(root);
        expect(leaves.map((_, at) => pathTo(leaves, at))).toEqual(paths);
      }),
    ));
  it('without leaves has the root of RFC 6962', () => expect(rootOver([])).toEqual(sha256()));
});
