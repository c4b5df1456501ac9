import { hash } from 'node:crypto';

/** Hashes of a Merkle tree (RFC 6962): leaves and nodes begin with another byte, so that none is taken for the other. */
export const treeLeaf = (content: string): Buffer => hash('sha256', Buffer.from(`\0${content}`), 'buffer');
const NODE = Buffer.of(1);
export const treeNode = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');

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
  const levels = levelsOver(leaves);
  return { root: levels.at(-1)![0]!, paths: leaves.map((_, leaf) => besideIn(levels, leaf)) };
}

/** What lies beside the way from one leaf, by its place from 0, to the root. */
export const pathTo = (leaves: readonly Buffer[], leaf: number): readonly Beside[] =>
  besideIn(levelsOver(leaves), leaf);

/** The leaves, what is above them, and so on up to the root. */
function levelsOver(leaves: readonly Buffer[]): (readonly Buffer[])[] {
  const levels = [leaves];
  for (let below = leaves; below.length > 1; levels.push(below)) below = parentsOf(below);
  return levels;
}

const parentsOf = (below: readonly Buffer[]): Buffer[] =>
  Array.from({ length: Math.ceil(below.length / 2) }, (_, at) => {
    const [left, right] = [below[2 * at]!, below[2 * at + 1]];
    return right ? treeNode(left, right) : left;
  });

const besideIn = (levels: readonly (readonly Buffer[])[], leaf: number): Beside[] =>
  levels.flatMap((level, height): Beside[] => {
    const own = Math.floor(leaf / 2 ** height);
    const node = level[own % 2 === 0 ? own + 1 : own - 1];
    return node ? [{ side: own % 2 === 0 ? 'right' : 'left', node }] : [];
  });

/** The root that a leaf leads to. */
export const rootFrom = (leaf: Buffer, path: readonly Beside[]): Buffer =>
  path.reduce(
    (node, beside) => (beside.side === 'left' ? treeNode(beside.node, node) : treeNode(node, beside.node)),
    leaf,
  );

/**
 * A tree that only grows is kept as its peaks: the roots of its perfect subtrees, largest first. These are the peaks with one leaf more.
 * @param size Leaves before.
 */
export function grown(peaks: readonly Buffer[], size: number, leaf: Buffer): Buffer[] {
  const next = [...peaks];
  let node = leaf;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = treeNode(next.pop()!, node);
  next.push(node);
  return next;
}

/** The root over peaks; of a tree without leaves the hash of nothing. */
export function rootOver(peaks: readonly Buffer[]): Buffer {
  const last = peaks.at(-1);
  if (!last) return hash('sha256', '', 'buffer');
  return peaks.slice(0, -1).reduceRight((right, left) => treeNode(left, right), last);
}
