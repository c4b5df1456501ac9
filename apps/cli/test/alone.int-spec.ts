import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'vite';

const EVIDENCE = readFileSync(join(process.cwd(), 'libs/partnership/domain/evidence.json'), 'utf8');
/** What Node 20 lacks of what other commands need. */
const AS_NODE_20 = [
  '--import',
  'data:text/javascript,delete Map.groupBy;delete Object.groupBy;delete Promise.withResolvers',
];

describe('a machine that has one file of the command line and nothing else', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ringvirkning-alone-'));
    const outDir = join(folder, 'made');
    await build({ root: 'apps/cli', configFile: 'apps/cli/vite.config.mjs', build: { outDir } });
    expect(readdirSync(outDir)).toEqual(['ringvirkning-evidence.mjs']);
    copyFileSync(join(outDir, 'ringvirkning-evidence.mjs'), join(folder, 'ringvirkning-evidence.mjs'));
    rmSync(outDir, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const verify = (text: string) => {
    writeFileSync(join(folder, 'evidence.json'), text);
    const args = ['ringvirkning-evidence.mjs', 'evidence', 'verify', 'evidence.json', '--lang', 'en'];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...AS_NODE_20, ...args], {
      ...{ cwd: folder, encoding: 'utf8' as const },
      env: { PATH: '' },
    });
    return { code: status, out: stdout, err: stderr };
  };

  it('proves a message from its evidence', () =>
    expect(verify(EVIDENCE)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('The evidence holds') }));
  it('finds a changed byte, wherever it is', () => {
    const places = ['"amount": "', '"reason": null', '"keyEndsAt": "', '"root": "', '"node": "', '"signature": "'];
    for (const place of places) {
      const at = EVIDENCE.lastIndexOf(place) + place.length - 1;
      const found = EVIDENCE.indexOf('"', at + 1) - 2;
      const changed = EVIDENCE.slice(0, found) + (EVIDENCE[found] === '1' ? '2' : '1') + EVIDENCE.slice(found + 1);
      expect([place, [2, 3].includes(verify(changed).code!)]).toEqual([place, true]);
    }
  });
});
