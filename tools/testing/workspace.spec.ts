import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>;
const folders = (of: string): string[] =>
  readdirSync(join(ROOT, of), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
    .map(({ name }) => join(of, name));
const projects = ['apps', 'tools', 'libs', ...folders('libs')]
  .flatMap(folders)
  .filter((folder) => existsSync(join(ROOT, folder, 'package.json')));
/** Those that `tsc --build` builds: the portal is built by Vite, and what has no sources is not built. */
const built = projects.filter(
  (folder) =>
    folder !== 'apps/portal' &&
    existsSync(join(ROOT, folder, 'tsconfig.json')) &&
    existsSync(join(ROOT, folder, 'src')),
);
const folderOf = new Map(projects.map((folder) => [read(join(folder, 'package.json'))['name'], folder]));

const referencesOf = (folder: string): string[] =>
  ((read(join(folder, 'tsconfig.json'))['references'] ?? []) as { path: string }[]).map(({ path }) =>
    normalize(join(folder, path)),
  );
const sourcesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'))
    .map((name) => join(ROOT, folder, 'src', name));
/** Projects whose names the text imports. */
const importsOf = (text: string): string[] =>
  ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => folderOf.get(fileName) ?? []);

describe('the build', () => {
  it('builds every project', () => expect(referencesOf('.').sort()).toEqual([...built].sort()));
  it.each(built)('knows what %s imports', (folder) => {
    const imported = new Set(sourcesOf(folder).flatMap((file) => importsOf(readFileSync(file, 'utf8'))));
    expect([...imported].filter((other) => other !== folder && !referencesOf(folder).includes(other))).toEqual([]);
  });
  it('would not pass over an import', () =>
    expect(importsOf("import { fail } from '@ringvirkning/kernel';")).toEqual(['libs/shared/kernel']));
});
