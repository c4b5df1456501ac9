import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsOf } from '@ringvirkning/app-instance';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { removeCluster, startPostgres } from '@ringvirkning/embedded';
import { ownerOf } from '../site/migration.js';
import { rehearse, type Held } from './persistence/rehearsal.js';
import { asOwner, databasesOn, migrationsIn, sizeOf, type Size } from './persistence/sizes.js';

/** What an upgrade of the databases to this version would do. */
export interface Plan {
  readonly format: 'ringvirkning-upgrade-plan/1';
  /** `newer`: a database knows migrations that this version does not. */
  readonly state: 'up-to-date' | 'pending' | 'newer';
  readonly services: readonly ServicePlan[];
}
export interface ServicePlan {
  readonly service: Service;
  /** Names of migrations, in their order. */
  readonly pending: readonly string[];
  readonly unknown: readonly string[];
  /** Tables that others must wait for, until all of the service's migrations are through. */
  readonly held: readonly (Held & Size)[];
}

type Step = (done: number, of: number) => void;

/** Looks at databases, and rehearses what is pending on an empty server of its own. @param migration the environment of the migration step. */
export async function planOf(migration: Env, step: Step): Promise<Plan> {
  const found = new Map<Service, readonly string[]>();
  const isMade = await madeIn(migration);
  for (const service of SERVICES)
    found.set(service, isMade(service) ? await asOwner(ownerOf(service, migration), migrationsIn) : []);
  const unknown = (service: Service) => found.get(service)!.filter((name) => !migrationsOf(service).includes(name));
  const pending = (service: Service) => migrationsOf(service).filter((name) => !found.get(service)!.includes(name));
  const isNewer = SERVICES.some((service) => unknown(service).length > 0);
  const behind = SERVICES.filter((service) => pending(service).length > 0);
  const held = isNewer ? new Map<Service, never[]>() : await heldIn(behind.filter(isMade), found, migration, step);
  return {
    format: 'ringvirkning-upgrade-plan/1',
    state: isNewer ? 'newer' : behind.length > 0 ? 'pending' : 'up-to-date',
    services: SERVICES.map((service) => ({
      ...{ service, pending: pending(service), unknown: unknown(service), held: held.get(service) ?? [] },
    })),
  };
}

/** Which services have a database: beside an older version that runs, one that this version adds has none, and nobody waits for it. Without a superuser: all. */
async function madeIn(migration: Env): Promise<(service: Service) => boolean> {
  const superUrl = migration['POSTGRES_SUPERUSER_URL'];
  if (!superUrl) return () => true;
  const names = await asOwner(superUrl, databasesOn);
  return (service) => names.includes(new URL(ownerOf(service, migration)).pathname.slice(1));
}

async function heldIn(
  behind: readonly Service[],
  found: ReadonlyMap<Service, readonly string[]>,
  migration: Env,
  step: Step,
): Promise<ReadonlyMap<Service, readonly (Held & Size)[]>> {
  const held = new Map<Service, readonly (Held & Size)[]>();
  if (behind.length === 0) return held;
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-rehearsal-'));
  // The database server, which may be another user, passes.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'postgres');
  try {
    const server = await startPostgres({ dataDir, durable: false });
    try {
      for (const [index, service] of behind.entries()) {
        step(index, behind.length);
        const tables = await rehearse(server.url, service, found.get(service)!);
        held.set(service, await asOwner(ownerOf(service, migration), (client) => measured(client, tables)));
      }
    } finally {
      await server.stop();
    }
  } finally {
    removeCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
  return held;
}

async function measured(client: Parameters<typeof sizeOf>[0], tables: readonly Held[]): Promise<(Held & Size)[]> {
  const all: (Held & Size)[] = [];
  for (const table of tables) all.push({ ...table, ...(await sizeOf(client, table.table)) });
  return all;
}

/** Bytes that migrations write anew beside what is there. */
export const bytesWritten = ({ services }: Plan): number =>
  services.flatMap(({ held }) => held).reduce((sum, { isRewritten, bytes }) => sum + (isRewritten ? bytes : 0), 0);
