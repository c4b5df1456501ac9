import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrateInstance, migrationsOf } from '@ringvirkning/app-instance';
import { SERVICES } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { INSTANCE_FILE, removeCluster, startPostgres, takeDataFolder, writeSecret } from '@ringvirkning/embedded';
import { migrationAt, quiet } from '../site/migration.js';
import { copyWhole } from './evidence.js';
import type { OpenedBackup } from './opened.js';
import { hasEvents, load } from './persistence/load.js';
import { databaseFile, SECRETS_FILE } from './take.js';

type Step = (done: number, of: number) => void;

/** What a restore brought back. */
export interface Restored {
  readonly rows: number;
  readonly files: number;
  /** Services whose evidence lies in a bucket, and was not in the backup. */
  readonly elsewhere: readonly string[];
}

/** Where things lie in a folder that is made anew: as `npm start --data`, or, of what `instance new` made, as `--instance`. */
const layout = (to: string, isMade: boolean) => ({
  secrets: join(to, 'secrets'),
  data: isMade ? join(to, 'data') : to,
});

/**
 * Makes a folder from which `npm start` runs the instance as it was. Until it is whole it has another name.
 * @param isPlain as a data folder, without what `instance new` said: no line to a hub, so that nobody hears of it.
 * @throws Error in words for an operator.
 */
export async function restoreFolder(
  backup: OpenedBackup,
  given: string,
  isPlain: boolean,
  step: Step,
): Promise<Restored> {
  const to = resolve(given);
  if (existsSync(to) && readdirSync(to).length > 0) throw new Error(`${to} is not empty: a restore replaces nothing`);
  const half = `${to}.half`;
  const isMade = !isPlain && backup.manifest.settings !== null;
  const place = layout(half, isMade);
  removeHalf(half, place.data);
  mkdirSync(half, { recursive: true, mode: 0o711 });
  const folder = takeDataFolder(place.data);
  try {
    await restoreSecrets(backup, place.secrets);
    if (isMade) restoreSettings(backup, half);
    const files = await restoreEvidence(backup, (service) => join(folder.files, service));
    const rows = await inCluster(folder.postgres, (superUrl) =>
      restoreDatabases(backup, migrationAt(place.secrets, backup.manifest.instance, superUrl), superUrl, step),
    );
    writeFileSync(join(place.data, 'seeded'), '');
    folder.release();
    if (existsSync(to)) rmSync(to, { recursive: true });
    renameSync(half, to);
    return { rows, files, elsewhere: elsewhereOf(backup) };
  } catch (error) {
    removeHalf(half, place.data);
    throw error;
  }
}

function removeHalf(half: string, data: string): void {
  removeCluster(join(data, 'postgres'));
  rmSync(half, { recursive: true, force: true });
}

async function inCluster<T>(dataDir: string, work: (superUrl: string) => Promise<T>): Promise<T> {
  const server = await startPostgres({ dataDir });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

/**
 * Fills the databases that the environment of the migration step describes: the tables as the backup's version had them, what stood there, and then
 * what this version has changed since.
 * @param isReplacing also where something stands already.
 * @returns how many rows. @throws Error when a table is not, to the last byte, what was written down.
 */
export async function restoreDatabases(
  backup: OpenedBackup,
  given: Env,
  superUrl: string,
  step: Step,
  isReplacing = false,
): Promise<number> {
  const { databases } = backup.manifest;
  requireKnown(databases);
  const migration = quiet(given);
  await migrateInstance(
    migration,
    superUrl,
    new Map(SERVICES.map((name) => [name, databases[name]?.migrations ?? []])),
  );
  let rows = 0;
  for (const [index, service] of SERVICES.entries()) {
    step(index, SERVICES.length);
    const of = databases[service];
    if (!of) throw new Error(`the backup has no database of ${service}`);
    const url = Object.assign(new URL(superUrl), { pathname: databaseOf(service, migration) }).href;
    if (!isReplacing && (await hasEvents(url)))
      throw new Error(`${service}: the database is in use: --replace throws away what is in it`);
    const loaded = await load(url, backup.lines(databaseFile(service)));
    const differing = of.tables.filter(
      ({ name, digest }) => loaded.find((one) => one.name === name)?.digest !== digest,
    );
    if (differing.length > 0)
      throw new Error(`${service}: not as it was backed up: ${differing.map(({ name }) => name).join(', ')}`);
    rows += of.tables.reduce((sum, table) => sum + table.rows, 0);
  }
  await migrateInstance(migration);
  return rows;
}

function databaseOf(service: string, migration: Env): string {
  const url = migration[`${service.toUpperCase()}__DATABASE_URL`];
  if (!url) throw new Error(`${service.toUpperCase()}__DATABASE_URL is missing`);
  return new URL(url).pathname;
}

/** An older version does not know what a newer one wrote. */
function requireKnown(databases: OpenedBackup['manifest']['databases']): void {
  const unknown = SERVICES.flatMap((service) =>
    (databases[service]?.migrations ?? []).filter((name) => !migrationsOf(service).includes(name)),
  );
  if (unknown.length > 0)
    throw new Error(`the backup is of a newer version, which has ${unknown.join(', ')}: restore it with that version`);
}

/** @throws Error in words when there is a file of that name with another content. */
export async function restoreSecrets(backup: OpenedBackup, folder: string): Promise<void> {
  for await (const line of backup.lines(SECRETS_FILE)) {
    const { name, content } = JSON.parse(line) as { name: string; content: string };
    // A name is a name, whoever wrote it.
    if (!/^[\w.-]+$/.test(name)) throw new Error('the backup names a secret that is none');
    const path = join(folder, name);
    if (!existsSync(path)) writeSecret(path, content.trimEnd());
    else if (readFileSync(path, 'utf8').trimEnd() !== content.trimEnd())
      throw new Error(`${path} is another secret than the backup has: choose another folder with --to`);
  }
}

/** What `instance new` makes all other settings from; nothing where the instance had none. */
export function restoreSettings({ manifest: { settings } }: OpenedBackup, folder: string): void {
  if (settings !== null) writeFileSync(join(folder, INSTANCE_FILE), `${JSON.stringify(settings, null, 2)}\n`);
}

/** @param folderOf where a service has its files; undefined: not to be restored. @returns how many. */
export async function restoreEvidence(
  backup: OpenedBackup,
  folderOf: (service: string) => string | undefined,
): Promise<number> {
  let count = 0;
  for (const [service, files] of Object.entries(backup.manifest.evidence)) {
    const folder = folderOf(service);
    for (const { name } of folder === undefined ? [] : (files ?? [])) {
      await copyWhole(backup.evidence(service, name), join(folder!, name));
      count += 1;
    }
  }
  return count;
}

export const elsewhereOf = ({ manifest }: OpenedBackup): string[] =>
  Object.entries(manifest.evidence).flatMap(([service, files]) => (files === null ? [service] : []));
