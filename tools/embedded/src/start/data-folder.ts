import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../host/lock.js';
import { writeSecret } from '../host/secret-files.js';
import { stopNats } from '../nats/nats.js';
import { removeCluster } from '../postgres/cluster.js';
import { stopPostgres } from '../postgres/postgres.js';

/** The data folder of one instance; we hold it until `release`. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly nats: string;
  readonly identity: string;
  readonly secrets: string;
  readonly logs: string;
  /** Of the server between several instances. */
  readonly hub: string;
  /** Whom the hub carries for beside the instances of this start: a file for each. */
  readonly guests: string;
  /** The data folder of a further instance, taken too. */
  readonly further: (instance: string) => DataFolder;
  /** What services keep as files, a folder each. */
  readonly files: string;
  /** Tells other starts, tools and tests what runs, in `running.json` (0600): whoever reads it meanwhile reads what stood there, whole. */
  announce(running: object): void;
  readonly seeded: boolean;
  markSeeded(): void;
  release(): void;
}

const LOCK = 'lock.json';
/** Says that a folder is ours, so that `--data ~ --reset` removes nothing. */
const MARKER = 'ringvirkning.txt';

/**
 * Takes the folder, creating it when needed, and takes over what a killed start left.
 * @throws Error when another start holds it, or when it is somebody else's folder.
 */
export function takeDataFolder(path: string): DataFolder {
  if (existsSync(path) && readdirSync(path).some((name) => name !== LOCK) && !existsSync(join(path, MARKER))) {
    throw new Error(`${path} is not empty and not a data folder of Ringvirkning. Choose another with --data.`);
  }
  // 0711: the database server, which may run as another user, must pass; what is secret lies in folders of 0700.
  mkdirSync(path, { recursive: true, mode: 0o711 });
  const lock = join(path, LOCK);
  takeLock(
    lock,
    ({ pid }) =>
      `Ringvirkning already runs from ${path} (process ${pid}${addressOf(path)}). Stop it first, or choose another folder with --data.`,
  );
  writeFileSync(
    join(path, MARKER),
    'Data, secrets and logs of an embedded Ringvirkning. "npm start -- --reset" empties this folder.\n',
  );
  const [secrets, logs, running, seed] = [
    join(path, 'secrets'),
    join(path, 'logs'),
    join(path, 'running.json'),
    join(path, 'seeded'),
  ];
  for (const folder of [secrets, logs]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(running, { force: true });
  return {
    path,
    secrets,
    logs,
    files: join(path, 'files'),
    postgres: join(path, 'postgres'),
    nats: join(path, 'nats'),
    hub: join(path, 'hub'),
    guests: join(path, 'guests'),
    further: (instance) => takeDataFolder(join(path, 'instances', instance)),
    identity: join(path, 'identity'),
    announce: (what) => writeSecret(running, JSON.stringify(what, undefined, 2)),
    get seeded() {
      return existsSync(seed);
    },
    markSeeded: () => writeFileSync(seed, ''),
    release: () => {
      rmSync(running, { force: true });
      rmSync(lock, { force: true });
    },
  };
}

/** Empties a folder we hold: all data, secrets and logs. Servers left over by a killed start are stopped first. */
export async function emptyDataFolder(folder: DataFolder): Promise<DataFolder> {
  const further = join(folder.path, 'instances');
  const all = [folder.path, ...(existsSync(further) ? readdirSync(further).map((name) => join(further, name)) : [])];
  await Promise.all([
    stopNats(folder.hub),
    ...all.flatMap((path) => [stopPostgres(join(path, 'postgres')), stopNats(join(path, 'nats'))]),
  ]);
  for (const path of all) removeCluster(join(path, 'postgres'));
  folder.release();
  rmSync(folder.path, { recursive: true, force: true });
  return takeDataFolder(folder.path);
}

function addressOf(path: string): string {
  try {
    return `, ${(JSON.parse(readFileSync(join(path, 'running.json'), 'utf8')) as { url: string }).url}`;
  } catch {
    return ', still starting';
  }
}
