import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SERVICES } from '@ringvirkning/catalogue';
import { readInstanceFile } from '@ringvirkning/embedded';
import type { JWK } from 'jose';
import { ownerOf } from '../site/migration.js';
import { bytesFree, mib, type RoomIn } from '../site/room.js';
import type { Site } from '../site/site.js';
import { bytesToKeep, keepEvidence } from './evidence.js';
import { digestOfManifest, sealedManifest, type Manifest, type ManifestContent } from './manifest.js';
import { commonCut } from './persistence/common-cut.js';
import { bytesOfRows, dumpOf, migrationsRun, type TableDump } from './persistence/dump.js';
import { asOwner } from '../upgrade/persistence/sizes.js';
import { lockedFor } from './recipients.js';
import { keyOf, writeSealed } from './sealed-file.js';

export const MANIFEST = 'manifest.json';
export const databaseFile = (service: string): string => `${service}.jsonl.gz.sealed`;
export const SECRETS_FILE = 'secrets.jsonl.gz.sealed';

export interface Taken {
  readonly folder: string;
  readonly manifest: Manifest;
  /** To be remembered elsewhere: `restore --digest` takes no other backup then. */
  readonly digest: string;
}

export interface TakeOptions {
  readonly site: Site;
  /** Where the backups of the instance lie. */
  readonly to: string;
  readonly recipients: readonly (JWK & { readonly kid: string })[];
  readonly now: () => number;
  readonly step: (done: number, of: number) => void;
  readonly roomIn?: RoomIn;
}

/** Rows as text, packed, take less than half of what they take in their tables. */
const PACKED = 2;

/** Backs an instance up while it works. What is there at the end is whole: until then it has another name. @throws Error in words for an operator. */
export async function takeBackup(options: TakeOptions): Promise<Taken> {
  const { site, to, recipients, now, step } = options;
  const { dataKey, locked } = await lockedFor(recipients);
  const instance = requireInstance(site);
  const id = `${instance}-${new Date(now())
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')}`;
  const folder = join(to, id);
  const half = `${folder}.half`;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  await requireRoom(options);
  mkdirSync(half, { mode: 0o700 });
  try {
    const { takenAt, databases } = await dumpDatabases(site, half, (name) => keyOf(dataKey, id, name), now, step);
    const content: ManifestContent = {
      ...{ format: 'ringvirkning-backup/1', id, instance, takenAt, databases },
      secrets: await writeSealed(
        join(half, SECRETS_FILE),
        SECRETS_FILE,
        keyOf(dataKey, id, SECRETS_FILE),
        secretLines(site),
      ),
      evidence: await keepEvidence(site, to),
      settings: (site.folder && site.kind !== 'processes' && readInstanceFile(site.folder)) || null,
      recipients: recipients.map(({ kid }) => kid),
      key: locked as ManifestContent['key'],
    };
    const manifest = sealedManifest(content, dataKey);
    writeFileSync(join(half, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(half, folder);
    return { folder, manifest, digest: digestOfManifest(manifest) };
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

function requireInstance({ absent, data, folder, programs }: Site): string {
  if (absent) throw new Error(`nothing runs from ${data ?? folder}: start it, its databases are read while it works`);
  const named = [...programs.values()].find((env) => env['INSTANCE_ID'])?.['INSTANCE_ID'];
  if (!named) throw new Error('INSTANCE_ID is missing: ringvirkning doctor says what else');
  return named;
}

/** @throws Error when there is too little room for what would be written, evidence that is not kept yet included. */
async function requireRoom({ site, to, roomIn = bytesFree }: TakeOptions): Promise<void> {
  const sizes = await Promise.all(SERVICES.map((service) => asOwner(ownerOf(service, site.migration), bytesOfRows)));
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const [needed, room] = [Math.ceil(rows / PACKED) + bytesToKeep(site, to), roomIn(to)];
  if (room < needed)
    throw new Error(`${to} has room for ${mib(room)}, and the backup may need ${mib(needed)}: make room first`);
}

type Databases = ManifestContent['databases'];

async function dumpDatabases(
  { migration }: Site,
  half: string,
  keyFor: (name: string) => Buffer,
  now: () => number,
  step: (done: number, of: number) => void,
): Promise<{ takenAt: string; databases: Databases }> {
  const cut = await commonCut(new Map(SERVICES.map((service) => [service, ownerOf(service, migration)])), now);
  const databases: Databases = {};
  try {
    for (const [index, [service, client]] of [...cut.readers].entries()) {
      step(index, cut.readers.size);
      const [name, tables] = [databaseFile(service), [] as TableDump[]];
      const migrations = await migrationsRun(client);
      const lines = dumpOf(client, (table) => tables.push(table));
      const file = await writeSealed(join(half, name), name, keyFor(name), lines);
      databases[service] = { migrations, tables, file };
    }
    return { takenAt: cut.at, databases };
  } finally {
    await cut.end();
  }
}

async function* secretLines({ secrets }: Site): AsyncGenerator<string> {
  for (const { path } of secrets.filter(({ path }) => existsSync(path)))
    yield JSON.stringify({ name: basename(path), content: readFileSync(path, 'utf8') });
}
