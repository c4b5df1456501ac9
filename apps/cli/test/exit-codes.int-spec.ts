import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES } from './run.js';

const COMMAND = join(process.cwd(), 'apps/cli/bin/ringvirkning.mjs');
const AARHUS = join(EXAMPLES, 'aarhus-young-homeless-b.yaml');

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ringvirkning-cli-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
/** The compiled command, as people run it. */
function ringvirkning(args: readonly string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('exit code', () => {
  it('0: computed; nothing on stderr, no bar without a terminal', () => {
    const { code, out, err } = ringvirkning(['simulate', AARHUS, '--runs', '5']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('BETALINGER PR. BUDGETÅR OG BETALER');
  });
  it('0: the document may come on standard input; help is fine', () => {
    expect(ringvirkning(['simulate', '-', '--runs', '5', '--json'], readFileSync(AARHUS, 'utf8')).code).toBe(0);
    expect(ringvirkning(['--help'])).toMatchObject({ code: 0, err: '' });
  });
  it('2: an invalid document, all errors with line and column, Danish and English', () => {
    const broken = readFileSync(AARHUS, 'utf8')
      .replace('currency: DKK', 'currency: KR')
      .replace(/amount: \d+/, 'amount: 15.000');
    const { code, out, err } = ringvirkning(['simulate', file('broken.yaml', broken)]);
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/broken\.yaml:\d+:\d+ /g)).toHaveLength(2);
    expect(err.match(/^ {2}da: .*\n {2}en: /gm)).toHaveLength(2);
  });
  it('2: the same as JSON', () => {
    const { code, out, err } = ringvirkning(['simulate', file('no.yaml', 'title: x\n'), '--json']);
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({
      format: 'ringvirkning-errors/1',
      errors: expect.arrayContaining([
        expect.objectContaining({
          line: 1,
          column: expect.any(Number),
          da: expect.any(String),
          en: expect.any(String),
        }),
      ]),
    });
  });
  it('2: facts that do not fit, and a bundle that is none', () => {
    expect(
      ringvirkning(['simulate', AARHUS, '--facts', file('facts.csv', 'outcome;achieved_on\nnothing;2025-01-01\n')])
        .code,
    ).toBe(2);
    expect(ringvirkning(['recompute', file('bundle.json', '{}')])).toMatchObject({ code: 2, out: '' });
    expect(ringvirkning(['recompute', file('bundle.txt', 'no json')]).err).toContain('bundle.not-json');
    expect(ringvirkning(['recompute', file('deep.json', '['.repeat(1_000_000))]).err).toContain('bundle.too-deep');
  });
  it.each([
    ['no such file', ['simulate', '/nowhere.yaml']],
    ['an unknown command', ['pay']],
    ['an unknown option', ['simulate', AARHUS, '--fast']],
    ['no document', ['simulate']],
    ['a success rate above 100', ['simulate', AARHUS, '--success', '40,101']],
    ['no runs', ['simulate', AARHUS, '--runs', '0']],
    ['an unknown language', ['simulate', AARHUS, '--lang', 'sv']],
  ])('1: %s, in one line', (_what, args) => {
    const { code, out, err } = ringvirkning(args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^ringvirkning: [^\n]+\n$/);
  });
  it('1: no command; all commands are said', () => {
    const { code, out, err } = ringvirkning([]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Usage: ringvirkning [^]*\n {2}simulate [^]*\n {2}upgrade, rotate, maintenance /);
  });
  it('1: a file that is not UTF-8', () =>
    expect(ringvirkning(['simulate', AARHUS, '--facts', file('latin.csv', Uint8Array.of(0xe6, 0x0a))])).toMatchObject({
      code: 1,
      err: expect.stringContaining('UTF-8'),
    }));
});
