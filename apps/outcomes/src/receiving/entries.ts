import type { ZipPart } from '@ringvirkning/sheets';

/** One file of an archive. Its bytes must be read to the end before the next comes. */
export interface Entry {
  /** Without folders, composed letters: what is in a folder is found, and no path leads anywhere. */
  readonly name: string;
  readonly bytes: AsyncGenerator<Buffer>;
}

/** The files of an archive; folders, and what systems add of their own, are left out. */
export async function* entriesOf(parts: AsyncGenerator<ZipPart>): AsyncGenerator<Entry> {
  const flow = parts[Symbol.asyncIterator]();
  try {
    for (let next = await flow.next(); !next.done; next = await flow.next()) {
      const entry = { name: plainName(next.value.name), bytes: bytesFrom(next.value, flow) };
      if (isOfSystem(next.value.name)) await skipped(entry);
      else yield entry;
    }
  } finally {
    await parts.return(undefined);
  }
}

/** The names under which `entriesOf` gives them. */
export const namesOf = (paths: readonly string[]): string[] => paths.filter((path) => !isOfSystem(path)).map(plainName);

/** Reads an entry that nobody wants. */
export async function skipped({ bytes }: Entry): Promise<void> {
  for await (const _ of bytes) continue;
}

export const plainName = (path: string): string => path.normalize('NFC').replace(/^.*[/\\]/, '');

const isOfSystem = (path: string): boolean =>
  path.endsWith('/') || path.startsWith('__MACOSX/') || /(?:^|\/)(?:\.[^/]*|Thumbs\.db)$/i.test(path);

async function* bytesFrom(first: ZipPart, flow: AsyncIterator<ZipPart>): AsyncGenerator<Buffer> {
  for (let part = first; ;) {
    if (part.piece.length > 0) yield Buffer.from(part.piece.buffer, part.piece.byteOffset, part.piece.byteLength);
    if (part.last) return;
    const next = await flow.next();
    if (next.done) return;
    part = next.value;
  }
}
