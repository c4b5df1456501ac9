import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const APPS = fileURLToPath(new URL('../../apps', import.meta.url));
const services = ['benefits', 'contracts', 'gateway', 'outcomes', 'payments'];

type Uses = ReadonlyMap<string, ReadonlySet<string>>;

/** Which folder of sources imports from which. What lies beside the folders wires them together and is left out. */
function usesIn(source: string): Uses {
  const uses = new Map<string, Set<string>>();
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    const folder = dirname(name);
    if (folder === '.' || !name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const { importedFiles } = ts.preProcessFile(readFileSync(join(source, name), 'utf8'));
    for (const { fileName } of importedFiles.filter(({ fileName }) => fileName.startsWith('.'))) {
      const other = dirname(relative(source, join(source, folder, fileName)));
      if (other !== folder && other !== '.') uses.set(folder, (uses.get(folder) ?? new Set()).add(other));
    }
  }
  return uses;
}

/** The first way from a folder back to itself. */
function circleIn(uses: Uses): readonly string[] | undefined {
  const done = new Set<string>();
  const from = (folder: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder];
    if (done.has(folder)) return undefined;
    for (const other of uses.get(folder) ?? []) {
      const circle = from(other, [...way, folder]);
      if (circle) return circle;
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of uses.keys()) {
    const circle = from(folder, []);
    if (circle) return circle;
  }
  return undefined;
}

describe('the folders of a service', () => {
  it.each(services)('%s: none imports what imports it', (service) => {
    const uses = usesIn(join(APPS, service, 'src'));
    expect(uses.size).toBeGreaterThan(2);
    expect(circleIn(uses)).toBeUndefined();
  });
  it('a circle is seen', () => {
    const uses = { claim: ['persistence', 'verify'], verify: ['finalise'], finalise: ['claim'] };
    const circle = circleIn(new Map(Object.entries(uses).map(([folder, others]) => [folder, new Set(others)])));
    expect(circle).toEqual(['claim', 'verify', 'finalise', 'claim']);
  });
});
