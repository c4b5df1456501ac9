import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readManifest, requireGenuine, sealedManifest, type ManifestContent } from './manifest.js';
import { lockedFor, newKeyPair, readKey, unlocked } from './recipients.js';
import { keyOf, readSealed, writeSealed } from './sealed-file.js';

const folder = mkdtempSync(join(tmpdir(), 'rv-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pairs = [await newKeyPair(), await newKeyPair(), await newKeyPair()] as const;
const open = (index: 0 | 1 | 2) => readKey(pairs[index].open, 'open');
const secret = (index: 0 | 1 | 2) => readKey(pairs[index].secret, 'secret');

describe('the key of a backup', () => {
  it('is opened by each of those it was made for, and by nobody else', async () => {
    const { dataKey, locked } = await lockedFor([await open(0), await open(1)]);
    expect(await unlocked(locked, await secret(0))).toEqual(dataKey);
    expect(await unlocked(locked, await secret(1))).toEqual(dataKey);
    await expect(unlocked(locked, await secret(2))).rejects.toThrow('made for others');
    expect(JSON.stringify(locked)).not.toContain(dataKey.toString('base64url'));
  });
  it('is locked for two at least, and the same one twice is one', async () => {
    await expect(lockedFor([await open(0)])).rejects.toThrow('at least 2');
    await expect(lockedFor([await open(0), await open(0)])).rejects.toThrow('at least 2');
  });
  it('tells a secret key from a public one, and both from other texts', async () => {
    await expect(readKey(pairs[0].secret, 'open')).rejects.toThrow('secret key');
    await expect(readKey(pairs[0].open, 'secret')).rejects.toThrow('public key');
    await expect(readKey('{"kty":"RSA"}', 'open')).rejects.toThrow('no key');
    await expect(readKey('AGE-SECRET', 'open')).rejects.toThrow('no key');
  });
});

describe('a sealed file', () => {
  async function* lines(count: number) {
    for (let index = 0; index < count; index += 1) yield JSON.stringify({ index, text: 'æøå\u2028'.repeat(20) });
  }
  const all = async (given: AsyncIterable<string>): Promise<string[]> => {
    const told: string[] = [];
    for await (const line of given) told.push(line);
    return told;
  };
  const read = (path: string, key: Buffer): Promise<string[]> => all(readSealed(path, key));
  const [path, key] = [join(folder, 'one'), keyOf(Buffer.alloc(32, 7), 'backup', 'one')];

  it('gives back what was written, line by line', async () => {
    await writeSealed(path, 'one', key, lines(30_000));
    expect(await read(path, key)).toEqual(await all(lines(30_000)));
    expect(readFileSync(path).includes('æøå')).toBe(false);
  });
  it('is refused when a byte is another, when it was cut, and in the place of another file', async () => {
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(1_000) ^ 1, 1_000);
    for (const bytes of [changed, whole.subarray(0, -1), whole.subarray(0, 0)]) {
      writeFileSync(path, bytes);
      await expect(read(path, key)).rejects.toThrow();
    }
    writeFileSync(path, whole);
    await expect(read(path, keyOf(Buffer.alloc(32, 7), 'backup', 'two'))).rejects.toThrow();
    await expect(read(path, keyOf(Buffer.alloc(32, 7), 'other', 'one'))).rejects.toThrow();
  });
});

describe('a manifest', () => {
  const file = { name: 'f', bytes: 1, sha256: '00' };
  const content: ManifestContent = {
    ...{ format: 'ringvirkning-backup/1', id: 'aarhus-1', instance: 'aarhus', takenAt: '2026-07-01T00:00:00.000Z' },
    databases: { payments: { migrations: ['A1'], tables: [{ name: 'fact', rows: 2, digest: '11' }], file } },
    ...{ secrets: file, evidence: { outcomes: null }, settings: null, recipients: ['a', 'b'] },
    key: { ciphertext: 'c', iv: 'i', tag: 't', recipients: [] },
  };
  it('is the one that was made with the backup, and no other', () => {
    const key = Buffer.alloc(32, 1);
    const manifest = sealedManifest(content, key);
    requireGenuine(readManifest(JSON.stringify(manifest)), key);
    expect(() => requireGenuine({ ...manifest, takenAt: '2026-07-02T00:00:00.000Z' }, key)).toThrow('was changed');
    expect(() => requireGenuine(manifest, Buffer.alloc(32, 2))).toThrow('was changed');
  });
  it('names what is wrong with one that is none', () => {
    expect(() => readManifest('{')).toThrow('no manifest');
    expect(() => readManifest(JSON.stringify({ ...content, mac: '', id: '../../etc' }))).toThrow('id');
  });
});
