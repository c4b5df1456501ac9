import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}
/** Licences under which what runs may be passed on together with MPL-2.0 code. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'Python-2.0', 'Unlicense'];

const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
const running = Object.entries(packages).filter(
  ([path, { link, dev, devOptional }]) => path.startsWith('node_modules/') && !link && !dev && !devOptional,
);

/** As the lock file has it, or, of old packages, as they say themselves. */
function licenceOf(path: string, { license }: Locked): string | undefined {
  if (license !== undefined) return license;
  return (read(path, 'package.json') as { licenses?: { type: string }[] }).licenses?.[0]?.type;
}

describe('the packages of others that run', () => {
  it('are each pinned to a version and what it held', () => {
    expect(running.length).toBeGreaterThan(100);
    expect(
      running.filter(([, { version, integrity }]) => !/^\d/.test(version ?? '') || !/^sha512-/.test(integrity ?? '')),
    ).toEqual([]);
  });
  it('each have a licence that goes with ours', () => {
    const licences = running.map(([path, locked]) => [path, licenceOf(path, locked)] as const);
    expect(licences.filter(([, licence]) => licence === undefined || !LICENCES.includes(licence))).toEqual([]);
  });
});
