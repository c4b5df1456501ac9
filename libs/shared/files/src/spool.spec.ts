import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { spool } from './spool.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'spool-'));
async function* pieces(...all: Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of all) yield await Promise.resolve(piece);
}
async function* brokenOff(): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from('half'));
  throw new Error('connection lost');
}
const gathered = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const piece of source) all.push(piece);
  return Buffer.concat(all);
};

describe('a file that is put aside', () => {
  it('can be read more than once, is sealed where it lies, and is gone when it is discarded', async () => {
    const [place, content] = [folder(), Buffer.concat([Buffer.from('Bæk;job'), randomBytes(600_000)])];
    const file = await spool(pieces(content.subarray(0, 5), content.subarray(5)), place, 1_000_000);
    expect(file).toMatchObject({ digest: createHash('sha256').update(content).digest('hex'), size: content.length });
    expect(file.head.subarray(0, 4)).toEqual(content.subarray(0, 4));
    for (let time = 0; time < 2; time += 1) expect((await gathered(file.read())).equals(content)).toBe(true);
    expect(readFileSync(join(place, readdirSync(place)[0]!)).includes('Bæk')).toBe(false);
    await file.discard();
    expect(readdirSync(place)).toEqual([]);
  });
  it('may be empty', async () => {
    const file = await spool(pieces(), folder(), 10);
    expect([file.size, (await gathered(file.read())).length]).toEqual([0, 0]);
    await file.discard();
  });
  it.each([
    ['is too large', pieces(Buffer.alloc(11)), 'files.too-large'],
    ['breaks off', brokenOff(), 'files.cut-off'],
  ])('leaves nothing when it %s', async (_, source, code) => {
    const place = folder();
    await expect(spool(source, place, 10)).rejects.toMatchObject({ code });
    expect(readdirSync(place)).toEqual([]);
  });
});
