import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventually } from '@ringvirkning/testing';
import { carrierOf, NotCarried, type Carrier } from './index.js';

Logger.overrideLogger(false);

const folder = mkdtempSync(join(tmpdir(), 'texts-'));
const open: Carrier[] = [];
const at = (member: string, root = folder): Carrier => {
  const carrier = carrierOf({ PARTNERSHIP_CARRIER: `folder:${root}` }, member);
  open.push(carrier);
  return carrier;
};
/** What a member has taken. */
const listening = async (member: string): Promise<string[]> => {
  const taken: string[] = [];
  await at(member).listen((texts) => {
    taken.push(...texts);
    return Promise.resolve();
  });
  return taken;
};
const parcelsFor = (member: string): string[] => readdirSync(join(folder, member)).sort();
const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

afterEach(async () => {
  await Promise.all(open.splice(0).map((carrier) => carrier.close()));
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

describe('texts in a folder', () => {
  it('come to whom they are for, as they are, in the order in which they were given away', async () => {
    const texts = [...numbered(1, 1_200), '{"æ":"\\n ø"}', '€'.repeat(900_000)];
    await at('aarhus').carry('herning', texts.slice(0, 700));
    const taken = await listening('herning');
    const other = await listening('viborg');
    await at('aarhus').carry('herning', texts.slice(700));
    await eventually(() => expect(taken.length).toBe(texts.length));
    expect(taken).toEqual(texts);
    await eventually(() => expect(parcelsFor('herning')).toEqual([]));
    expect(other).toEqual([]);
  });

  it('stay until they were taken', async () => {
    await at('aarhus').carry('herning', ['1', '2']);
    const tried: string[][] = [];
    const refusing = at('herning');
    await refusing.listen((texts) => {
      tried.push([...texts]);
      return Promise.reject(new Error('no database'));
    });
    await eventually(() => expect(tried.length).toBeGreaterThan(1));
    await refusing.close();
    expect(new Set(tried.map((texts) => texts.join()))).toEqual(new Set(['1,2']));
    const taken = await listening('herning');
    await eventually(() => expect(taken).toEqual(['1', '2']));
  });

  it('cannot be given away while the folder is not there, and are made no folder for', async () => {
    const away = join(folder, 'disk');
    const carrier = at('aarhus', away);
    await expect(carrier.carry('herning', ['1'])).rejects.toThrow(NotCarried);
    expect(existsSync(away)).toBe(false);
    mkdirSync(away);
    await carrier.carry('herning', ['1']);
    expect(readdirSync(join(away, 'herning'))).toHaveLength(1);
  });

  it('are taken from a disk that comes later', async () => {
    const away = join(folder, 'disk');
    const taken: string[] = [];
    await at('herning', away).listen((texts) => {
      taken.push(...texts);
      return Promise.resolve();
    });
    mkdirSync(away);
    await at('aarhus', away).carry('herning', ['1']);
    await eventually(() => expect(taken).toEqual(['1']));
  });

  it('are not heaped up for one who never comes, and one sender does not keep another from giving', async () => {
    const aarhus = at('aarhus');
    mkdirSync(join(folder, 'herning'));
    for (const n of numbered(1, 1_000))
      writeFileSync(join(folder, 'herning', `${n.padStart(16, '0')}-aarhus-0123abcd.texts`), 'x\n');
    await expect(aarhus.carry('herning', ['1'])).rejects.toThrow(NotCarried);
    await at('aarhus-nord').carry('herning', ['1']);
  });

  it('are no others than those that a carrier wrote whole', async () => {
    const outside = join(folder, 'secret');
    writeFileSync(outside, 'a password\n');
    mkdirSync(join(folder, 'herning'));
    const name = (n: number): string => `${String(n).padStart(16, '0')}-aarhus-0123abcd.texts`;
    symlinkSync(outside, join(folder, 'herning', name(1)));
    mkdirSync(join(folder, 'herning', name(2)));
    writeFileSync(join(folder, 'herning', `${name(3)}.part`), 'half');
    writeFileSync(join(folder, 'herning', 'readme.txt'), 'hello');
    const taken = await listening('herning');
    await at('aarhus').carry('herning', ['1']);
    await eventually(() => expect(taken).toEqual(['1']));
    // What was taken is removed a moment later.
    await eventually(() =>
      expect(parcelsFor('herning')).toEqual([`${name(1)}.aside`, `${name(2)}.aside`, `${name(3)}.part`, 'readme.txt']),
    );
  });

  it.each(['..', 'a/b', '', 'Herning'])('are for members alone: %j', async (to) => {
    await expect(at('aarhus').carry(to, ['1'])).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are one line each', () => expect(at('aarhus').carry('herning', ['1\n2'])).rejects.toThrow(RangeError));
});

describe('without a carrier', () => {
  it('nothing is given away', async () => {
    const carrier = carrierOf({}, 'aarhus');
    await carrier.listen(() => Promise.resolve());
    await expect(carrier.carry('herning', ['1'])).rejects.toThrow(NotCarried);
    await carrier.close();
  });
});
