import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ByteStore } from './byte-store.js';
import { startFakeS3, type FakeS3 } from '../test/fake-s3.js';
import { FileStore } from './file-store.js';
import { folderStore } from './folder-store.js';
import { s3Store } from './s3-store.js';
import { CHUNK, SEALED_CHUNK } from './seal.js';

const KEY = randomBytes(32);
const MASTER = (): Buffer[] => [KEY];
const LARGEST = 1_000_000;
const PDF = Buffer.from('%PDF-1.7\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000000000000000ffff49444154', 'hex');

const folder = mkdtempSync(join(tmpdir(), 'files-'));
let s3: FakeS3;
beforeAll(async () => {
  s3 = await startFakeS3();
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

const pdf = (size: number): Buffer => Buffer.concat([PDF, randomBytes(Math.max(0, size - PDF.length))]);
async function* inParts(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const read = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: Error & { readonly code?: string }) => error.code ?? error.message,
  );
/** What lies in the place where files arrive. */
const arriving = (): string[] => readdirSync(join(folder, 'arriving'));

describe.each([
  ['a folder', (): ByteStore => folderStore(join(folder, 'kept'))],
  ['a bucket', (): ByteStore => s3Store(s3.options)],
])('files in %s', (_, store) => {
  const files = (): FileStore => new FileStore(store(), MASTER, folder);
  const keep = async (content: Buffer, room = 'room-1') =>
    (await files().receive(inParts(content), { largest: LARGEST })).keep(room);
  afterEach(() => expect(arriving()).toEqual([]));

  it.each([PDF.length, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])(
    'come back as they went, %i bytes',
    async (size) => {
      const content = pdf(size);
      const kept = await keep(content);
      expect(kept).toMatchObject({ digest: sha256(content), size, mediaType: 'application/pdf' });
      expect(await read(await files().open('room-1', kept.digest, kept.key))).toEqual(content);
    },
  );

  it('are the same file under the same digest, under a new key', async () => {
    const content = pdf(50);
    const [first, again] = [await keep(content), await keep(content)];
    expect(again.digest).toBe(first.digest);
    expect(again.key).not.toBe(first.key);
    expect(await read(await files().open('room-1', again.digest, again.key))).toEqual(content);
  });

  it('are not opened with the key of another file, of another room or under another master key', async () => {
    const [one, other] = [await keep(pdf(100)), await keep(pdf(100))];
    const elsewhere = await (await files().receive(inParts(pdf(100)), { largest: LARGEST })).keep('room-2');
    const stranger = new FileStore(store(), () => [randomBytes(32)], folder);
    expect(await codeOf(files().open('room-1', one.digest, other.key))).toBe('files.damaged');
    expect(await codeOf(files().open('room-1', one.digest, elsewhere.key))).toBe('files.damaged');
    expect(await codeOf(stranger.open('room-1', one.digest, one.key))).toBe('files.damaged');
    expect(await codeOf(files().open('room-1', one.digest, 'not a key'))).toBe('files.damaged');
  });

  it('are opened under every master key there is, and come under the newest one by one', async () => {
    const [content, newest] = [pdf(100), randomBytes(32)];
    const before = await keep(content);
    const both = new FileStore(store(), () => [newest, KEY], folder);
    const newestAlone = new FileStore(store(), () => [newest], folder);
    expect(await read(await both.open('room-1', before.digest, before.key))).toEqual(content);
    const under = both.rewrapped('room-1', before.digest, before.key)!;
    expect(await read(await newestAlone.open('room-1', before.digest, under))).toEqual(content);
    expect(await codeOf(files().open('room-1', before.digest, under))).toBe('files.damaged');
    expect(both.rewrapped('room-1', before.digest, under)).toBeUndefined();
    expect(() => newestAlone.rewrapped('room-1', before.digest, before.key)).toThrow();
  });

  it('are gone once they are removed, which can be said twice', async () => {
    const kept = await keep(pdf(100));
    await files().remove('room-1', kept.digest);
    await files().remove('room-1', kept.digest);
    expect(await codeOf(files().open('room-1', kept.digest, kept.key))).toBe('files.missing');
  });

  it('leave nothing when they are not kept', async () => {
    const received = await files().receive(inParts(pdf(100)), { largest: LARGEST });
    await received.discard();
    expect(await codeOf(files().open('room-1', received.digest, 'x'))).toBe('files.damaged');
  });
});

describe('what lies on the disk', () => {
  const kept = join(folder, 'on-disk');
  const files = new FileStore(folderStore(kept), MASTER, folder);
  const secret = 'Moderen bekræfter flytningen';
  const content = Buffer.concat([PDF, Buffer.from(secret), randomBytes(2 * CHUNK)]);
  const put = async () => {
    const file = await (await files.receive(inParts(content), { largest: LARGEST })).keep('room');
    return { ...file, path: join(kept, 'room', file.digest) };
  };

  it('does not show the content, and only its owner may look', async () => {
    const { path } = await put();
    expect(readFileSync(path).includes(secret)).toBe(false);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(kept, 'room')).mode & 0o077).toBe(0);
  });

  it('cannot be changed anywhere unseen', async () => {
    const { path, digest, key } = await put();
    const sound = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = Buffer.from(sound);
        changed[place]! ^= change;
        writeFileSync(path, changed);
        expect(await codeOf(files.open('room', digest, key).then(read))).toBe('files.damaged');
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, (sound: Buffer) => Buffer]>([
    ['cut off within a chunk', (sound) => sound.subarray(0, -1)],
    ['cut off after a chunk', (sound) => sound.subarray(0, 2 * SEALED_CHUNK)],
    ['emptied', () => Buffer.of()],
    ['lengthened', (sound) => Buffer.concat([sound, sound.subarray(0, SEALED_CHUNK)])],
    [
      'put in another order',
      (sound) =>
        Buffer.concat([
          sound.subarray(SEALED_CHUNK, 2 * SEALED_CHUNK),
          sound.subarray(0, SEALED_CHUNK),
          sound.subarray(2 * SEALED_CHUNK),
        ]),
    ],
  ])('cannot be %s unseen', async (_, change) => {
    const { path, digest, key } = await put();
    writeFileSync(path, change(readFileSync(path)));
    expect(await codeOf(files.open('room', digest, key).then(read))).toBe('files.damaged');
  });

  it('is swept at the next start when a process died while a file arrived', () => {
    writeFileSync(join(folder, 'arriving', 'half'), 'half a file');
    new FileStore(folderStore(kept), MASTER, folder);
    expect(arriving()).toEqual([]);
  });

  it.each(['../up', 'a//b', '/etc', 'a/..', 'ø'])('never lies under «%s»', async (room) =>
    expect(await codeOf(files.open(room, 'x', 'y'))).not.toBe('no error'),
  );
});

describe('what is refused', () => {
  const files = new FileStore(folderStore(join(folder, 'refused')), MASTER, folder);
  const refusal = (content: Buffer, name?: string) =>
    codeOf(files.receive(inParts(content), { largest: LARGEST, name }));
  afterEach(() => expect(arriving()).toEqual([]));

  it.each([
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'files.type-not-taken'],
    ['a Windows program', Buffer.from('MZ\x90\x00'.padEnd(200, '\0')), 'files.type-not-taken'],
    ['a page with a script', Buffer.from('<html><script>alert(1)</script></html>'), 'files.type-not-taken'],
    [
      'a drawing that can hold a script',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'files.type-not-taken',
    ],
    ['any zip', Buffer.from('504b0304140000000000', 'hex'), 'files.type-not-taken'],
    ['plain text', Buffer.from('Kære kommune'), 'files.type-not-taken'],
    ['an empty file', Buffer.of(), 'files.empty'],
  ])('is %s, whatever it calls itself', async (_, content, code) => {
    expect(await refusal(content, 'kontrakt.pdf')).toBe(code);
    expect(await refusal(content)).toBe(code);
  });

  it('is content that calls itself something else', async () => {
    expect(await refusal(PNG, 'kontrakt.pdf')).toBe('files.disguised');
    expect(await refusal(PDF, 'foto.PNG')).toBe('files.disguised');
    expect(await refusal(PNG, 'foto.PNG')).toBe('no error');
    for (const left of arriving()) rmSync(join(folder, 'arriving', left));
  });

  it('is a file above the limit, of which no more is read than shows it', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield PDF;
      for (;;) {
        sent += 100_000;
        yield Buffer.alloc(100_000);
      }
    }
    expect(await codeOf(files.receive(endless(), { largest: LARGEST }))).toBe('files.too-large');
    expect(sent).toBeLessThanOrEqual(LARGEST + 100_000);
  });

  it('is a file that breaks off', async () => {
    async function* breaking(): AsyncGenerator<Buffer> {
      yield pdf(200_000);
      throw new Error('socket hang up');
    }
    expect(await codeOf(files.receive(breaking(), { largest: LARGEST }))).toBe('files.cut-off');
  });
});
