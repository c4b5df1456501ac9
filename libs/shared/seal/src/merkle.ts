import { grown, rootOver } from '@ringvirkning/kernel';

const BYTES = 32;

/**
 * A Merkle tree (RFC 6962) that only grows, kept as the roots of its perfect subtrees, largest first: all that is needed to add leaves
 * and to tell the root. Leaves are given as their hashes (SHA-256 over a zero byte and the content).
 */
export class Peaks {
  private constructor(
    private peaks: readonly Buffer[],
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
    this.peaks = grown(this.peaks, this.count, leaf);
    this.count += 1;
  }

  root(): Buffer {
    return rootOver(this.peaks);
  }

  bytes(): Buffer {
    return Buffer.concat(this.peaks);
  }
}
