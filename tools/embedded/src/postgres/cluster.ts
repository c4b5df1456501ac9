import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { othersCanReach, privateFolder, type Account } from '../host/folders.js';
import type { PostgresBinaries } from './binaries.js';

const run = promisify(execFile);

/** Servers take nothing from our environment: neither locale nor PG* variables may change what they do. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The folder of the database cluster. Normally below `dataDir`; when we are root and `dataDir` lies below a private folder
 * (such as /root), the unprivileged server could not reach it, so it lies in /var/lib/ringvirkning and `dataDir` holds a link.
 */
export function clusterFolder(dataDir: string, account: Account | undefined): string {
  mkdirSync(dataDir, { recursive: true });
  const place = join(dataDir, 'cluster');
  const link = lstatSync(place, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) return readlinkSync(place);
  if (!account) return link ? place : privateFolder(place);
  chmodSync(dataDir, 0o711);
  if (othersCanReach(place)) return privateFolder(place, account);
  mkdirSync('/var/lib/ringvirkning', { recursive: true, mode: 0o711 });
  const elsewhere = privateFolder(mkdtempSync('/var/lib/ringvirkning/postgres-'), account);
  symlinkSync(elsewhere, place);
  return elsewhere;
}

/** Removes the data of `startPostgres({dataDir})`, also where it lies elsewhere. The server must be stopped. */
export function removeCluster(dataDir: string): void {
  const place = join(dataDir, 'cluster');
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    rmSync(readlinkSync(place), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Creates the cluster when there is none. Sorting and classification are PostgreSQL's own (C.UTF-8), the same on every machine. */
export async function createCluster(
  folder: string,
  password: string,
  binaries: PostgresBinaries,
  account: Account | undefined,
  durable: boolean,
): Promise<string> {
  const data = join(folder, 'data');
  if (existsSync(data)) {
    const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
    if (major !== binaries.major)
      throw new Error(
        `The data in ${data} is of PostgreSQL ${major}, this release brings ${binaries.major}: take a backup with the old release and restore it with this one.`,
      );
    return data;
  }
  // Between its two steps a return to a restore point leaves no data: they are there still, and new ones would hide them.
  if (existsSync(join(folder, 'restore-point')))
    throw new Error(
      `A return to a restore point in ${folder} was interrupted: ringvirkning upgrade --back finishes it.`,
    );
  const half = join(folder, 'data.new');
  rmSync(half, { recursive: true, force: true });
  const passwordFile = join(folder, 'password.new');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(durable ? ['--data-checksums'] : ['--no-sync']),
      ],
      { ...account, cwd: folder, env: serverEnvironment },
    );
  } finally {
    rmSync(passwordFile);
  }
  renameSync(half, data);
  return data;
}
