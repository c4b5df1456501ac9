import { createHash } from 'node:crypto';

/** Hashes of a Merkle tree (RFC 6962): leaves and nodes begin with another byte, so that none is taken for the other. */
export const treeLeaf = (content: string): Buffer => createHash('sha256').update(Buffer.of(0)).update(content).digest();
export const treeNode = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** A node beside the way from a leaf to the root, and on which side of it. */
export interface Beside {
  readonly side: 'left' | 'right';
  readonly node: Buffer;
}

/** The root over leaves, in order, and for each of them what lies beside its way there, from the leaf on. A node without another is its own parent. At least one leaf. */
export function treeOver(leaves: readonly Buffer[]): {
  readonly root: Buffer;
  readonly paths: readonly (readonly Beside[])[];
} {
  const paths = leaves.map((): Beside[] => []);
  let level = leaves;
  for (let width = 1; level.length > 1; width *= 2) {
    const below = level;
    for (const [leaf, path] of paths.entries()) {
      const own = Math.floor(leaf / width);
      const node = below[own % 2 === 0 ? own + 1 : own - 1];
      if (node) path.push({ side: own % 2 === 0 ? 'right' : 'left', node });
    }
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => {
      const [left, right] = [below[2 * at]!, below[2 * at + 1]];
      return right ? treeNode(left, right) : left;
    });
  }
  return { root: level[0]!, paths };
}

/** The root that a leaf leads to. */
export const rootFrom = (leaf: Buffer, path: readonly Beside[]): Buffer =>
  path.reduce(
    (node, beside) => (beside.side === 'left' ? treeNode(beside.node, node) : treeNode(node, beside.node)),
    leaf,
  );
