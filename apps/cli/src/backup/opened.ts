import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GeneralJWE } from 'jose';
import { evidencePlace } from './evidence.js';
import { digestOfManifest, readManifest, requireGenuine, type Manifest } from './manifest.js';
import { readKey, unlocked } from './recipients.js';
import { digestOfFile, keyOf, readSealed, type SealedFile } from './sealed-file.js';
import { MANIFEST } from './take.js';

/** A backup that has been opened: every file of it is there, whole and as it was written. */
export interface OpenedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly digest: string;
  lines(name: string): AsyncGenerator<string>;
  /** Where a file of evidence lies. */
  evidence(service: string, name: string): string;
}

/** @param secret text of the file of a secret key. @param digest what the manifest must be, when that is known from elsewhere. @throws Error in words for an operator. */
export async function openBackup(given: string, secret: string, digest?: string): Promise<OpenedBackup> {
  const folder = resolve(given);
  const manifest = readManifest(textOf(join(folder, MANIFEST)));
  const own = digestOfManifest(manifest);
  if (digest !== undefined && own !== digest) throw new Error(`this is another backup: its digest is ${own}`);
  const dataKey = await unlocked(manifest.key as unknown as GeneralJWE, await readKey(secret, 'secret'));
  requireGenuine(manifest, dataKey);
  const evidence = (service: string, name: string): string => join(evidencePlace(dirname(folder), service), name);
  for (const file of [...Object.values(manifest.databases).map((one) => one.file), manifest.secrets])
    await requireSame(join(folder, file.name), file);
  for (const [service, files] of Object.entries(manifest.evidence))
    for (const file of files ?? []) await requireSame(evidence(service, file.name), file);
  return {
    ...{ folder, manifest, digest: own, evidence },
    lines: (name) => readSealed(join(folder, name), keyOf(dataKey, manifest.id, name)),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path} is not there: give the folder of one backup`);
  }
}

async function requireSame(path: string, { bytes, sha256 }: SealedFile): Promise<void> {
  const found = await digestOfFile(path).catch(() => undefined);
  if (!found) throw new Error(`${path} is missing from the backup`);
  if (found.bytes !== bytes || found.sha256 !== sha256) throw new Error(`${path} is damaged: take another backup`);
}
