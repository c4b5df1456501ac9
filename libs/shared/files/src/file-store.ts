import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ByteStore } from './byte-store.js';
import { counted } from './counted.js';
import { fileDamaged, fileEmpty, fileTooLarge } from './errors.js';
import { recognise, type MediaType } from './media-type.js';
import { CHUNK, inPieces, isUnder, openSealed, sealChunk, unwrapKey, wrapKey } from './seal.js';

export interface FileLimits {
  /** Bytes of the plain file. */
  readonly largest: number;
  /** What the sender calls the file; an ending that says another type than the content is refused. */
  readonly name?: string | undefined;
  /** How many bytes the sender says will come; more than the largest is refused before any is read. */
  readonly announced?: number | undefined;
}

/** What is to be remembered of a kept file; without `key` nobody can read it. */
export interface KeptFile {
  /** SHA-256 of the plain content, lower-case hex. */
  readonly digest: string;
  readonly size: number;
  readonly mediaType: MediaType;
  /** The file's own key under the master key. */
  readonly key: string;
}

/** A whole file that is not kept yet. One of the two must be called. */
export interface ReceivedFile extends Omit<KeptFile, 'key'> {
  /** Keeps it in this room, by its digest. */
  keep(room: string): Promise<KeptFile>;
  discard(): Promise<void>;
}

interface Arrived extends Omit<KeptFile, 'key'> {
  readonly path: string;
  readonly key: Buffer;
}

/**
 * Files by the SHA-256 of their content, in rooms (e.g. one per contract). At rest they are sealed, each under a key of its own. Whoever keeps a file remembers its
 * key; forgetting the key is forgetting the file, wherever copies of its bytes may be.
 */
export class FileStore {
  private readonly arriving: string;

  /**
   * @param masters what the master keys are now, 32 bytes each, the newest first: it wraps, and each of them unwraps.
   * @param folder where files are while they arrive (sealed already); what an earlier process left there half is swept away.
   */
  constructor(
    private readonly bytes: ByteStore,
    private readonly masters: () => readonly Buffer[],
    folder: string,
  ) {
    this.arriving = join(folder, 'arriving');
    mkdirSync(this.arriving, { recursive: true, mode: 0o700 });
    for (const left of readdirSync(this.arriving)) rmSync(join(this.arriving, left), { force: true });
  }

  /** Takes a stream in, one chunk in memory at a time. Nothing of it is left when it is refused. @throws DomainError `files.…`. */
  async receive(source: AsyncIterable<Buffer>, limits: FileLimits): Promise<ReceivedFile> {
    if ((limits.announced ?? 0) > limits.largest) throw fileTooLarge(limits.largest);
    const path = join(this.arriving, randomUUID());
    const { key, ...arrived } = await arrive(source, path, limits).catch(async (error: unknown) => {
      await rm(path, { force: true });
      throw error;
    });
    const { digest, size, mediaType } = arrived;
    return {
      digest,
      size,
      mediaType,
      keep: async (room) => {
        await this.bytes.keep(nameOf(room, digest), path);
        return { digest, size, mediaType, key: wrapKey(this.masters()[0]!, nameOf(room, digest), key) };
      },
      discard: () => rm(path, { force: true }),
    };
  }

  /** The plain content. The first chunk has been checked when this returns, each further one before it is given out. @throws fileMissing, fileDamaged */
  async open(room: string, digest: string, wrapped: string): Promise<Readable> {
    const name = nameOf(room, digest);
    const key = unwrapKey(this.masters(), name, wrapped);
    const sealed = await this.bytes.read(name);
    const chunks = openSealed(key, sealed);
    const first = await chunks.next();
    if (first.done) throw fileDamaged();
    return Readable.from(joined(first.value, chunks), { objectMode: false, highWaterMark: CHUNK });
  }

  /** The key of a file under the newest master key, where it lies under an older one; undefined where nothing is to be done. @throws fileDamaged */
  rewrapped(room: string, digest: string, wrapped: string): string | undefined {
    const [masters, name] = [this.masters(), nameOf(room, digest)];
    if (isUnder(masters[0]!, name, wrapped)) return undefined;
    return wrapKey(masters[0]!, name, unwrapKey(masters, name, wrapped));
  }

  remove(room: string, digest: string): Promise<void> {
    return this.bytes.remove(nameOf(room, digest));
  }
}

const nameOf = (room: string, digest: string): string => `${room}/${digest}`;

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function arrive(source: AsyncIterable<Buffer>, path: string, { largest, name }: FileLimits): Promise<Arrived> {
  const [key, hash] = [randomBytes(32), createHash('sha256')];
  const file = await open(path, 'wx', 0o600);
  try {
    let [size, place] = [0, 0];
    let mediaType: MediaType | undefined;
    for await (const { piece, last } of inPieces(counted(source, largest), CHUNK)) {
      if (place === 0 && piece.length === 0) throw fileEmpty();
      mediaType ??= await recognise(piece, name);
      hash.update(piece);
      size += piece.length;
      await writeAll(file, sealChunk(key, place++, last, piece));
    }
    await file.sync();
    return { path, key, digest: hash.digest('hex'), size, mediaType: mediaType! };
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length;) from += (await file.write(bytes, from)).bytesWritten;
}
