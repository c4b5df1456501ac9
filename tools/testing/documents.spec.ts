import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLinks } from './documents.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A screen of a README. */
const LINES = 60;
const OURS = ['apps', 'libs', 'tools', 'docs', 'docker'];
const found = (name: string): string[] =>
  globSync([name, ...OURS.map((folder) => `${folder}/**/${name}`)], {
    cwd: ROOT,
    exclude: ['**/node_modules/**', '**/dist/**', '**/generated/**'],
  });
/** The root is the front door, and may say more. */
const projects = found('package.json')
  .map(dirname)
  .filter((folder) => folder !== '.');

describe('documents', () => {
  it('lead to files and headings that are there', () =>
    expect(found('*.md').flatMap((document) => deadLinks(ROOT, document))).toEqual([]));
  it('are there for every project, of one screen', () => {
    expect(projects.length).toBeGreaterThan(30);
    expect(
      projects.filter((folder) => {
        const readme = join(ROOT, folder, 'README.md');
        return !existsSync(readme) || readFileSync(readme, 'utf8').split('\n').length > LINES;
      }),
    ).toEqual([]);
  });
});

describe('a link that leads nowhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  it('is found: to a file, to a heading, and within the page; links elsewhere and in examples are not asked', () => {
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs', 'running.md'), '# Running\n\n## How rows look\n');
    writeFileSync(
      join(folder, 'README.md'),
      [
        '# Here, and `there`',
        '[a](docs/running.md) [b](docs/running.md#how-rows-look) [c](#here-and-there) [d](docs) [e](https://example.org/x)',
        '[f](docs/gone.md) [g](docs/running.md#gone) [h](#gone)',
        '`[i](in-code.md)`',
        '```',
        '[j](in-a-block.md)',
        '```',
      ].join('\n'),
    );
    expect(deadLinks(folder, 'README.md')).toEqual([
      'README.md: docs/gone.md',
      'README.md: docs/running.md#gone',
      'README.md: #gone',
    ]);
  });
});
