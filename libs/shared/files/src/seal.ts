import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fileDamaged } from './errors.js';
import { letGo } from './let-go.js';

/**
 * A file at rest is a row of chunks, each under AES-256-GCM with a nonce of its place and whether it is the last one. So nothing can be changed, moved, cut off or
 * added unseen, and a reader needs to hold one chunk. A nonce never comes twice under a key, since each file has a key of its own.
 */
export const CHUNK = 262_144;
const TAG = 16;
/** A chunk as it lies in the store. */
export const SEALED_CHUNK = CHUNK + TAG;
const CIPHER = 'aes-256-gcm';

function nonceOf(place: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

export function sealChunk(key: Buffer, place: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(place, last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws fileDamaged */
function openChunk(key: Buffer, place: number, last: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG) throw fileDamaged();
  const decipher = createDecipheriv(CIPHER, key, nonceOf(place, last), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    const plain = decipher.update(sealed.subarray(0, -TAG));
    decipher.final();
    return plain;
  } catch {
    throw fileDamaged();
  }
}

/** The plain chunks of a sealed file; the last one is the proof that all came. @throws fileDamaged */
export async function* openSealed(key: Buffer, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let place = 0;
  for await (const { piece, last } of inPieces(sealed, SEALED_CHUNK)) yield openChunk(key, place++, last, piece);
}

export interface Piece {
  readonly piece: Buffer;
  readonly last: boolean;
}

/** A stream in pieces of exactly `size`, the last of which is what is left (of an empty stream: one empty piece). */
export async function* inPieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Piece> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    letGo(chunk.length);
    // Pieces that come in the right size are passed on as they are.
    if (length === size && chunk.length > 0) {
      yield { piece: whole(waiting, length), last: false };
      [waiting, length] = [[], 0];
    }
    waiting.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    let all = whole(waiting, length);
    for (; all.length > size; all = all.subarray(size)) yield { piece: all.subarray(0, size), last: false };
    waiting = [all];
    length = all.length;
  }
  yield { piece: whole(waiting, length), last: true };
}

const whole = (parts: readonly Buffer[], length: number): Buffer =>
  parts.length === 1 ? parts[0]! : Buffer.concat(parts, length);

/** The key of one file, under the master key and bound to the file's name: it opens no other file. */
export function wrapKey(master: Buffer, name: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, master, nonce).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** @param masters each of which may have wrapped it. @throws fileDamaged when none of them has wrapped it as the key of this file. */
export function unwrapKey(masters: readonly Buffer[], name: string, wrapped: string): Buffer {
  for (const master of masters) {
    const key = unwrapped(master, name, wrapped);
    if (key) return key;
  }
  throw fileDamaged();
}

/** Whether this master key has wrapped it. */
export const isUnder = (master: Buffer, name: string, wrapped: string): boolean =>
  unwrapped(master, name, wrapped) !== undefined;

function unwrapped(master: Buffer, name: string, wrapped: string): Buffer | undefined {
  const bytes = Buffer.from(wrapped, 'base64');
  if (bytes.length !== 12 + 32 + TAG) return undefined;
  const decipher = createDecipheriv(CIPHER, master, bytes.subarray(0, 12), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
