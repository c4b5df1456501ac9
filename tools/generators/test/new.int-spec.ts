import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MINUTES = 60_000;
const copy = mkdtempSync(join(tmpdir(), 'generators-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The tree as it lies here, built or not, with its dependencies; its own packages lead into the copy. */
function copyTree(): void {
  const left = ['node_modules', '.git', '.nx', '.data', 'coverage', 'reports'];
  for (const name of readdirSync(ROOT).filter((entry) => !left.includes(entry)))
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const modules = join(ROOT, 'node_modules');
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(modules).filter((entry) => entry !== '@ringvirkning'))
    symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  cpSync(join(modules, '@ringvirkning'), join(copy, 'node_modules', '@ringvirkning'), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

/** Runs one of our programs in the copy. @throws Error with all it said when it fails. */
function run(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(copy, 'node_modules', program), ...args], {
      cwd: copy,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NODE_OPTIONS: program.startsWith('jest') ? process.env['NODE_OPTIONS'] : '' },
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
  }
}
const make = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ['tools/generators/dist/new.js', ...args], {
    cwd: copy,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
/** Files that the generators wrote or changed in these places; all else is as it is here, where it is checked, too. */
const changed = (...places: readonly string[]): string[] =>
  globSync(
    places.map((place) => (place.includes('.') ? place : `${place}/**/*.{ts,json,md,yaml}`)),
    { cwd: copy, exclude: ['**/dist/**'] },
  ).filter((path) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== read(path));
const read = (path: string): string => readFileSync(join(copy, path), 'utf8');

describe('what is new', () => {
  beforeAll(() => {
    copyTree();
    run('typescript-native/bin/tsc', '--build', 'tools/generators');
    make('service', 'probe');
    make('event', 'probe/thing-made', '--to', 'benefits');
    make('event', 'payments/run-closed', '--to', 'probe');
    make('slice', 'probe/list-things', '--permit', 'operations.read');
    make('slice', 'benefits/list-things', '--permit', 'benefits.read');
    make('kind', 'first-seen', '--of', 'person');
    make('kind', 'sightings', '--of', 'group');
  }, 15 * MINUTES);

  it('is known wherever the house must know of it', () => {
    expect(read('docker/compose.yaml')).toContain('image: ringvirkning/probe');
    expect(read('docs/asyncapi.json')).toContain('benefits-receives-evt-probe-thing-made-v1');
    expect(read('docs/asyncapi.json')).toContain('probe-receives-evt-payments-run-closed-v1');
    expect(existsSync(join(copy, 'node_modules/@ringvirkning/app-probe/src/main.ts'))).toBe(true);
  });
  it(
    'builds',
    () =>
      void run('typescript-native/bin/tsc', '--build', 'apps/probe', 'apps/benefits', 'apps/cli', 'tools/lint-rules'),
    15 * MINUTES,
  );
  it(
    'is linted and in form',
    () => {
      const folders = [
        'apps/probe',
        'libs/probe',
        'libs/catalogue',
        'apps/benefits',
        'apps/instance',
        'libs/terms',
        'docs',
        'apps/portal/src/i18n',
      ];
      const written = changed(...folders, 'docker/compose.yaml', 'tsconfig.json');
      for (const file of ['docker/compose.yaml', 'docs/asyncapi.json', 'docs/writing-terms.md', 'tsconfig.json'])
        expect(written).toContain(file);
      run('prettier/bin/prettier.cjs', '--check', ...written);
      const files = written.filter((path) => path.endsWith('.ts'));
      for (const file of ['libs/terms/engine/src/kinds/first-seen.ts', 'libs/terms/language/src/kinds/kinds.ts'])
        expect(files).toContain(file);
      run('eslint/bin/eslint.js', ...files);
    },
    15 * MINUTES,
  );
  it(
    'passes its own tests and those that hold the house together',
    () => {
      const projects = ['apps/probe', 'libs/probe', 'apps/benefits/test/list-things', 'libs/catalogue'];
      // Of the terms what knows the kinds, the codes they refuse with and their schema, and what reads the tour or the guide.
      const terms = [
        'libs/terms/language/(src/kinds|test)',
        'engine/src/(kinds|parse/(messages|parse|syntax))',
        'simulate.spec',
        'test/(cases|how|rests|writing)',
      ];
      // What has words for all that is new.
      const words = ['apps/portal/src/i18n/words', 'libs/contracts/domain/src/clause-words'];
      const house = ['tools/testing/workspace', 'tools/asyncapi', 'tools/compose'];
      run('jest/bin/jest.js', ...projects, ...terms, ...words, ...house);
    },
    15 * MINUTES,
  );
  it('is not written over what is there, nor half', () => {
    expect(() => make('service', 'probe')).toThrow(/is there already/);
    expect(() => make('slice', 'unknown/list-things', '--permit', 'benefits.read')).toThrow(/is not there/);
    expect(existsSync(join(copy, 'apps/unknown'))).toBe(false);
    expect(() => make('slice', 'probe', '--permit', 'benefits.read')).toThrow(/write <service>/);
    expect(() => make('kind', 'reached', '--of', 'person')).toThrow(/is there already/);
    expect(() => make('kind', 'second-seen', '--of', 'house')).toThrow(/measured on a person or a group/);
  });
});
