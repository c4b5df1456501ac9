import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
/** A test is named by its file and by words that stand in it: a file alone may have lost what it was named for. */
const TEST = /`([\w./-]+\.(?:e2e-|int-)?spec\.ts)` “([^”]+)”/g;
const NOT = 'not tested';

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| threat |'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  .map(([threat, control, held]) => ({ threat: threat!, control: control!, held: held! }));

describe('the threat model', () => {
  it('has a control and a test for each threat, or says that it has none', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ control }) => control.length < 10)).toEqual([]);
    expect(rows.filter(({ held }) => [...held.matchAll(TEST)].length === 0 && !held.startsWith(NOT))).toEqual([]);
  });
  it.each(
    rows.flatMap(({ threat, held }) => [...held.matchAll(TEST)].map(([, file, words]) => [threat, file!, words!])),
  )('%s: %s has “%s”', (_, file, words) => {
    expect(existsSync(join(ROOT, file!))).toBe(true);
    expect(readFileSync(join(ROOT, file!), 'utf8')).toContain(words!);
  });
});
