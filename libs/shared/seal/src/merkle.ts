import { createHash } from 'node:crypto';
import { treeNode } from '@ringvirkning/kernel';

const BYTES = 32;

/**
 * A Merkle tree (RFC 6962) that only grows, kept as the roots of its perfect subtrees, largest first: all that is needed to add leaves
 * and to tell the root. Leaves are given as their hashes (SHA-256 over a zero byte and the content).
 */
export class Peaks {
  private constructor(
    private readonly peaks: Buffer[],
    private count: number,
  ) {}

  static empty(): Peaks {
    return new Peaks([], 0);
  }

  /** @throws RangeError when there are not as many subtrees as a tree of this size has. */
  static read(bytes: Buffer, size: number): Peaks {
    const peaks = Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, i) =>
      bytes.subarray(i * BYTES, (i + 1) * BYTES),
    );
    const ones = size.toString(2).replaceAll('0', '').length;
    if (bytes.length % BYTES !== 0 || peaks.length !== ones) throw new RangeError(`no tree of ${size} leaves`);
    return new Peaks(peaks, size);
  }

  get size(): number {
    return this.count;
  }

  add(leaf: Buffer): void {
    let node = leaf;
    for (let rest = this.count; rest % 2 === 1; rest = (rest - 1) / 2) node = treeNode(this.peaks.pop()!, node);
    this.peaks.push(node);
    this.count += 1;
  }

  root(): Buffer {
    const last = this.peaks.at(-1);
    if (!last) return createHash('sha256').digest();
    return this.peaks.slice(0, -1).reduceRight((right, left) => treeNode(left, right), last);
  }

  bytes(): Buffer {
    return Buffer.concat(this.peaks);
  }
}
