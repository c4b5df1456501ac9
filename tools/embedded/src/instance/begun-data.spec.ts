import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { copyBegunData } from './begun-data.js';

const shelf = mkdtempSync(join(tmpdir(), 'begun-'));
const at = (name: string): string => join(shelf, name);
afterAll(() => rmSync(shelf, { recursive: true }));

describe('data that were begun once', () => {
  it('are begun by the first who needs them, and each of those who need them has a copy of its own', async () => {
    const begin = jest.fn((folder: string) => {
      writeFileSync(join(folder, 'seeded'), 'as begun');
      return Promise.resolve();
    });
    await Promise.all(['a', 'b', 'c'].map((name) => copyBegunData(at('begun'), at(name), begin)));
    expect(begin).toHaveBeenCalledTimes(1);
    writeFileSync(join(at('a'), 'seeded'), 'lived on');
    await copyBegunData(at('begun'), at('d'), begin);
    expect(['a', 'b', 'c', 'd'].map((name) => readFileSync(join(at(name), 'seeded'), 'utf8'))).toEqual([
      'lived on',
      'as begun',
      'as begun',
      'as begun',
    ]);
    expect(readdirSync(shelf).sort()).toEqual(['a', 'b', 'begun', 'c', 'd']);
  });

  it('that cannot be begun are tried anew by the next, from an empty folder', async () => {
    const fails = (folder: string): Promise<void> => {
      writeFileSync(join(folder, 'half'), '');
      return Promise.reject(new Error('no broker here'));
    };
    await expect(copyBegunData(at('again'), at('e'), fails)).rejects.toThrow('no broker here');
    await copyBegunData(at('again'), at('e'), (folder) => {
      expect(readdirSync(folder)).toEqual([]);
      return Promise.resolve();
    });
    expect(readdirSync(at('e'))).toEqual([]);
  });
});
