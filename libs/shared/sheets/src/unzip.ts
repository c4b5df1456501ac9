import { Inflate } from 'fflate';
import { notAZip, tooLarge } from './zip-faults.js';
import { listedIn, type ListedEntry } from './zip-list.js';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number;
}

/** A piece of one entry; entries come one after the other. */
export interface ZipPart {
  readonly name: string;
  readonly piece: Uint8Array;
  readonly last: boolean;
}

/** Packed bytes are unpacked in so small steps that even a bomb, which grows a thousandfold, gives two megabytes before it is counted and others have their turn. */
const STEP = 2_048;
const HEAD = { mark: 0x04034b50, length: 30 };
const [STORED, DEFLATED] = [0, 8];

/** An archive whose list, at its end, has been read. */
export interface Archive {
  /** In the order in which the entries lie in it. */
  readonly names: readonly string[];
  /**
   * The entries wanted, in that order; the others are passed over without being unpacked. Memory holds one step of one of them.
   * @throws UnreadableFile `not-a-zip`, `zip-too-large`
   */
  parts(isWanted?: (name: string) => boolean): AsyncGenerator<ZipPart>;
}

/** A zip archive. Its list is read now; each time its entries are asked for it is read once more. @throws UnreadableFile `not-a-zip`, `zip-too-many` */
export async function archiveOf(open: () => AsyncIterable<Uint8Array>, limits: ZipLimits): Promise<Archive> {
  const entries = await listedIn(open(), limits.entries);
  return {
    names: entries.map(({ name }) => name),
    parts: (isWanted = () => true) =>
      partsOf(
        open(),
        entries.filter(({ name }) => isWanted(name)),
        limits,
      ),
  };
}

async function* partsOf(
  source: AsyncIterable<Uint8Array>,
  entries: readonly ListedEntry[],
  limits: ZipLimits,
): AsyncGenerator<ZipPart> {
  const flow = new Flow(source);
  let bytes = 0;
  try {
    for (const entry of entries)
      for await (const part of unpacked(flow, entry)) {
        bytes += part.piece.length;
        if (bytes > limits.bytes) throw tooLarge(limits.bytes);
        yield part;
      }
  } finally {
    await flow.end();
  }
}

async function* unpacked(flow: Flow, { name, from, packed, method }: ListedEntry): AsyncGenerator<ZipPart> {
  // Entries that lie over each other would be unpacked again and again.
  if (from < flow.at) throw notAZip();
  await flow.skip(from - flow.at);
  const head = await flow.exactly(HEAD.length);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(0, true) !== HEAD.mark) throw notAZip();
  await flow.skip(view.getUint16(26, true) + view.getUint16(28, true));
  const unpack = method === DEFLATED ? inflating() : method === STORED ? (piece: Uint8Array) => [piece] : undefined;
  if (!unpack) throw notAZip();
  if (packed === 0) yield { name, piece: new Uint8Array(0), last: true };
  for (let left = packed; left > 0;) {
    const piece = await flow.some(Math.min(left, STEP));
    left -= piece.length;
    const pieces = unpack(piece, left === 0);
    for (const [i, each] of pieces.entries()) yield { name, piece: each, last: left === 0 && i === pieces.length - 1 };
  }
}

/** Unpacks piece by piece; the last gives at least one piece. */
function inflating(): (piece: Uint8Array, last: boolean) => Uint8Array[] {
  let given: Uint8Array[] = [];
  const inflate = new Inflate((piece) => given.push(piece));
  return (piece, last) => {
    given = [];
    try {
      inflate.push(piece, last);
    } catch {
      throw notAZip();
    }
    return last && given.length === 0 ? [new Uint8Array(0)] : given;
  };
}

/** Bytes one after the other, by how many are asked for. */
class Flow {
  at = 0;
  private held: Uint8Array = new Uint8Array(0);
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most so many. @throws UnreadableFile `not-a-zip` when none are left */
  async some(most: number): Promise<Uint8Array> {
    while (this.held.length === 0) {
      const next = await this.source.next();
      if (next.done) throw notAZip();
      this.held = next.value;
    }
    const piece = this.held.subarray(0, most);
    this.held = this.held.subarray(piece.length);
    this.at += piece.length;
    return piece;
  }

  async exactly(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count;) {
      const piece = await this.some(count - filled);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) left -= (await this.some(left)).length;
  }

  async end(): Promise<void> {
    await this.source.return?.();
  }
}
