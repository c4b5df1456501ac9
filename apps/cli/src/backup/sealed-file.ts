import { createHash, hkdfSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CHUNK, inPieces, openSealed, sealChunk } from '@ringvirkning/files';

/** A file of a backup as it lies there. */
export interface SealedFile {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the sealed bytes: it can be checked without a key. */
  readonly sha256: string;
}

/** The key of one file of one backup: it opens no other, and no file can stand in for another. */
export const keyOf = (dataKey: Buffer, backup: string, name: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, '', `ringvirkning-backup/1 ${backup} ${name}`, 32));

/** Writes lines packed (gzip) and sealed (AES-256-GCM, chunk by chunk, as files of evidence are). */
export async function writeSealed(
  path: string,
  name: string,
  key: Buffer,
  lines: AsyncIterable<string>,
): Promise<SealedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    Readable.from(ended(lines)),
    createGzip({ level: 6 }),
    async function* seal(packed: AsyncIterable<Buffer>) {
      let place = 0;
      for await (const { piece, last } of inPieces(packed, CHUNK)) {
        const sealed = sealChunk(key, place++, last, piece);
        hash.update(sealed);
        bytes += sealed.length;
        yield sealed;
      }
    },
    createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }),
  );
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Lines by the handful: one at a time would be slow to pass on. */
async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const line of lines) {
    waiting += `${line}\n`;
    if (waiting.length < 65_536) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

/** @throws DomainError `files.damaged` when it is not what was sealed under this key. */
export async function* readSealed(path: string, key: Buffer): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const opening = pipeline(
    createReadStream(path),
    (sealed: AsyncIterable<Buffer>) => openSealed(key, sealed),
    unpacked,
  );
  // Told below: until then nobody waits for it.
  opening.catch(() => undefined);
  yield* linesIn(unpacked.setEncoding('utf8'));
  await opening;
}

/** Only a line feed ends a line: in JSON none can stand, but other ends of lines can. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  for await (const text of texts) {
    const [first, ...others] = text.split('\n');
    begun.push(first!);
    const next = others.pop();
    if (next === undefined) continue;
    yield begun.join('');
    yield* others;
    begun = [next];
  }
}

/** SHA-256 of a file as it lies there. */
export async function digestOfFile(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
