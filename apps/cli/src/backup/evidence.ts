import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Site } from '../site/site.js';
import type { ManifestContent } from './manifest.js';
import { digestOfFile, type SealedFile } from './sealed-file.js';

/** Where files of evidence lie that any backup of a place has: they never change, so each is copied once. */
export const evidencePlace = (root: string, service: string): string => join(root, 'evidence', service);
/** Files while they come in; nobody knows them yet. */
const ARRIVING = 'arriving/';

/** Copies files of evidence that are not there yet, as they lie: each sealed under a key of its own. Those in a bucket are left there (null). */
export async function keepEvidence({ programs }: Site, root: string): Promise<ManifestContent['evidence']> {
  const kept: Record<string, SealedFile[] | null> = {};
  for (const [service, env] of programs) {
    if (env['FILES_S3_ENDPOINT']) kept[service] = null;
    else if (env['FILES_FOLDER']) kept[service] = await copied(env['FILES_FOLDER'], evidencePlace(root, service));
  }
  return kept;
}

/** Bytes of evidence that no backup of the place has yet. */
export const bytesToKeep = ({ programs }: Site, root: string): number =>
  [...programs].reduce((sum, [service, env]) => {
    const folder = env['FILES_S3_ENDPOINT'] ? undefined : env['FILES_FOLDER'];
    const missing = folder
      ? filesBelow(folder).filter((name) => !existsSync(join(evidencePlace(root, service), name)))
      : [];
    return missing.reduce((bytes, name) => bytes + statSync(join(folder!, name)).size, sum);
  }, 0);

async function copied(from: string, to: string): Promise<SealedFile[]> {
  const files: SealedFile[] = [];
  for (const name of filesBelow(from)) {
    const place = join(to, name);
    // What is erased meanwhile is gone for the backup as well.
    if (!existsSync(place) && !(await copyWhole(join(from, name), place))) continue;
    files.push({ name, ...(await digestOfFile(place)) });
  }
  return files;
}

/** Whole or not at all. @returns false when there is none to copy. */
export async function copyWhole(from: string, to: string): Promise<boolean> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const half = `${to}.half`;
  try {
    await copyFile(from, half);
    renameSync(half, to);
    return true;
  } catch (error) {
    rmSync(half, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

export const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(
          (name) => !name.startsWith(ARRIVING) && !name.endsWith('.half') && statSync(join(folder, name)).isFile(),
        )
        .sort()
    : [];
