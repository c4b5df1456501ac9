import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES } from './run.js';

const COMMAND = join(process.cwd(), 'apps/cli/bin/ringvirkning.mjs');
/** What Node 20 lacks of what the command needs. */
const AS_NODE_20 = ['--import', 'data:text/javascript,delete Map.groupBy'];

/** The command as somebody starts it whose Node is older than ours. */
function onOlderNode(command: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...AS_NODE_20, command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('started directly on an older Node', () => {
  let elsewhere: string;
  beforeAll(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'ringvirkning-older-node-'));
    for (const folder of ['bin', 'dist']) mkdirSync(join(elsewhere, folder));
    copyFileSync(COMMAND, join(elsewhere, 'bin', 'ringvirkning.mjs'));
    writeFileSync(join(elsewhere, 'dist', 'main.js'), 'process.stdout.write("never seen");');
  });
  afterAll(() => rmSync(elsewhere, { recursive: true }));

  it('the command runs on the Node of the repository: help, a computation, and its exit code', () => {
    expect(onOlderNode(COMMAND, '--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('Usage: ringvirkning'),
    });
    const document = join(EXAMPLES, 'aarhus-young-homeless-b.yaml');
    expect(onOlderNode(COMMAND, 'simulate', document, '--runs', '5')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('BETALINGER PR. BUDGETÅR OG BETALER'),
    });
    expect(onOlderNode(COMMAND, 'pay').code).toBe(1);
  });

  it('where there is none, says in one sentence what it needs', () =>
    expect(onOlderNode(join(elsewhere, 'bin', 'ringvirkning.mjs'), '--help')).toEqual({
      code: 1,
      out: '',
      err: `ringvirkning: needs Node.js 22 or newer; this is ${process.version}\n`,
    }));
});
