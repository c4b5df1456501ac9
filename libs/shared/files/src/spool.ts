import { createHash, randomBytes, randomUUID, type Hash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from './counted.js';
import { CHUNK, inPieces, openSealed, SEALED_CHUNK, sealChunk } from './seal.js';

/** A whole file that lies aside while somebody works on it. It must be discarded. */
export interface SpooledFile {
  /** SHA-256 of the content, lower-case hex. */
  readonly digest: string;
  readonly size: number;
  /** Its first bytes. */
  readonly head: Buffer;
  /** The content, as often as it is asked for. */
  read(): AsyncGenerator<Buffer>;
  discard(): Promise<void>;
}

/**
 * Puts a stream aside, sealed under a key that this process alone has and forgets. Nothing is left of one that broke off or is too large.
 * @throws fileTooLarge, uploadCutOff
 */
export async function spool(source: AsyncIterable<Buffer>, folder: string, largest: number): Promise<SpooledFile> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [path, key, hash] = [join(folder, randomUUID()), randomBytes(32), createHash('sha256')];
  const file = await open(path, 'wx', 0o600);
  try {
    const { size, head } = await sealInto(file, key, counted(source, largest), hash);
    await file.close();
    return {
      digest: hash.digest('hex'),
      size,
      head,
      read: () => openSealed(key, createReadStream(path, { highWaterMark: SEALED_CHUNK })),
      discard: () => rm(path, { force: true }),
    };
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

const HEAD = 64;

async function sealInto(file: FileHandle, key: Buffer, source: AsyncIterable<Buffer>, hash: Hash) {
  let [size, place] = [0, 0];
  let head = Buffer.alloc(0);
  for await (const { piece, last } of inPieces(source, CHUNK)) {
    if (place === 0) head = Buffer.from(piece.subarray(0, HEAD));
    hash.update(piece);
    size += piece.length;
    await file.writeFile(sealChunk(key, place++, last, piece));
  }
  return { size, head };
}
