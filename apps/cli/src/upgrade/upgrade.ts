import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrateInstance, provisionInstance } from '@ringvirkning/app-instance';
import { SERVICES } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import {
  bytesOfData,
  putBack,
  restorePointOf,
  settleRestorePoint,
  startPostgres,
  takeDataFolder,
  takeRestorePoint,
  type DataFolder,
  type RestorePoint,
} from '@ringvirkning/embedded';
import { takeBackup, type TakeOptions } from '../backup/take.js';
import { comingIn, migrationAt, quiet } from '../site/migration.js';
import { bytesFree, mib, type RoomIn } from '../site/room.js';
import type { Site } from '../site/site.js';
import { asOwner, connectionsOf } from './persistence/sizes.js';
import { bytesWritten, planOf, type Plan } from './plan.js';

type Step = (done: number, of: number) => void;

/** What an upgrade did. */
export interface Upgraded {
  readonly format: 'ringvirkning-upgrade/1';
  readonly plan: Plan;
  /** How many migrations ran. */
  readonly migrations: number;
  /** What leads back: a moment of the data folder, or a backup. Null where there was nothing to do. */
  readonly restorePoint: { readonly at: string } | { readonly backup: string; readonly digest: string } | null;
}

/** It is known what would be done, and it must not: `why` says so to an operator. */
export class MustNot extends Error {}

/** What is kept free beyond what is needed. What migrations write anew stands twice, in its table and in the server's journal. */
const SPARE_BYTES = 256 * 1024 ** 2;

/** What an upgrade would do; looks, and changes nothing in a table. Where nothing runs from a data folder its database server is started meanwhile. */
export async function planUpgrade(site: Site, step: Step): Promise<Plan> {
  if (site.kind !== 'embedded' || !site.absent) return planOf(reachable(site), step);
  return inFolder(site, (folder) => inDatabases(site, folder, (migration) => planOf(migration, step)));
}

/** Upgrades the databases that lie in a data folder of `npm start`, while nothing runs from it. @param roomIn free bytes where a folder lies. @throws MustNot, and Error when a migration fails: none of its service's is done then. */
export async function upgradeFolder(
  site: Site,
  now: () => number,
  step: Step,
  roomIn: RoomIn = bytesFree,
): Promise<Upgraded> {
  requireStopped(site);
  return inFolder(site, async (folder) => {
    const plan = await inDatabases(site, folder, (migration) => planOf(migration, step));
    requireKnown(plan);
    const begun = restorePointOf(folder.postgres);
    if (plan.state === 'pending' && !begun?.isUnderWay) {
      await requireRoom(folder, plan, roomIn);
      await takeRestorePoint(folder.postgres, new Date(now()).toISOString());
    }
    const migrations = await inDatabases(site, folder, (migration) => migrateInstance(quiet(migration)));
    const wasBegun = plan.state === 'pending' || begun?.isUnderWay === true;
    settleRestorePoint(folder.postgres);
    const point = wasBegun ? restorePointOf(folder.postgres)! : null;
    return { format: 'ringvirkning-upgrade/1', plan, migrations, restorePoint: point && { at: point.at } };
  });
}

/** Upgrades the databases that an environment names, once no service is connected to them. The restore point is a backup. */
export async function upgradeDatabases(
  site: Site,
  options: Pick<TakeOptions, 'to' | 'recipients' | 'now' | 'step'>,
): Promise<Upgraded> {
  const migration = reachable(site);
  const plan = await planOf(migration, options.step);
  requireKnown(plan);
  if (plan.state === 'up-to-date') return { format: 'ringvirkning-upgrade/1', plan, migrations: 0, restorePoint: null };
  await requireUnused(migration);
  const { folder, digest } = await takeBackup({ site, ...options });
  // What a service that was started meanwhile has written would be missing in the backup.
  await requireUnused(migration);
  const migrations = await migrateInstance(quiet(migration));
  return { format: 'ringvirkning-upgrade/1', plan, migrations, restorePoint: { backup: folder, digest } };
}

/** @throws MustNot naming a service that is connected. */
async function requireUnused(migration: Env): Promise<void> {
  for (const service of SERVICES) {
    const { owner, app } = comingIn(service, migration);
    const role = decodeURIComponent(new URL(app).username);
    if ((await asOwner(owner, (client) => connectionsOf(client, role))) > 0)
      throw new MustNot(`${service} is connected to its database: stop the services first`);
  }
}

/** Puts the databases of a data folder back to before the last upgrade; the broker forgets, and fills itself again. */
export async function goBack(site: Site): Promise<RestorePoint> {
  if (site.kind !== 'embedded')
    throw new Error('only a data folder of npm start is put back: here the restore that the upgrade named leads back');
  requireStopped(site);
  return inFolder(site, (folder) => {
    const point = putBack(folder.postgres);
    rmSync(join(folder.nats, 'store'), { recursive: true, force: true });
    return Promise.resolve(point);
  });
}

/** The environment of the migration step. @throws Error where databases are out of reach. */
export function reachable({ kind, migration }: Site): Env {
  if (kind === 'containers')
    throw new Error(
      'the databases of containers are not reached from here: docs/operating.md says how they are upgraded',
    );
  return migration;
}

function requireStopped({ absent, data, folder }: Site): void {
  if (absent === undefined) throw new Error(`an instance runs from ${data ?? folder}: stop it first`);
}

function requireKnown({ state, services }: Plan): void {
  const newer = services.flatMap(({ service, unknown }) => unknown.map((name) => `${service}: ${name}`));
  if (state === 'newer')
    throw new MustNot(
      `the databases are of a newer version (${newer.join(', ')}): run it, or go back with that version`,
    );
}

async function requireRoom({ postgres, path }: DataFolder, plan: Plan, roomIn: RoomIn): Promise<void> {
  const needed = (await bytesOfData(postgres)) + 2 * bytesWritten(plan) + SPARE_BYTES;
  const room = roomIn(join(postgres, 'cluster'));
  if (room < needed)
    throw new MustNot(`${path} has room for ${mib(room)}, and the upgrade needs ${mib(needed)}: make room first`);
}

async function inFolder<T>({ data, folder, absent }: Site, work: (folder: DataFolder) => Promise<T>): Promise<T> {
  const place = data ?? folder!;
  if (absent === 'nothing-here' || !existsSync(join(place, 'postgres', 'cluster')))
    throw new Error(`${place} has no databases yet: there is nothing to upgrade`);
  const taken = takeDataFolder(place);
  try {
    return await work(taken);
  } finally {
    taken.release();
  }
}

async function inDatabases<T>(
  { folder: made }: Site,
  folder: DataFolder,
  work: (migration: Env) => Promise<T>,
): Promise<T> {
  const server = await startPostgres({ dataDir: folder.postgres });
  try {
    const migration = migrationAt(join(made!, 'secrets'), 'instance', server.url);
    // As each start does: the passwords were made anew while nothing ran, or the databases put back to older ones.
    await provisionInstance(migration, server.url);
    return await work(migration);
  } finally {
    await server.stop();
  }
}
