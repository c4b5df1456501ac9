import { globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSource } from './sources.mjs';
import { startBoth } from './start-both.ts';

const embedded = (file) => importSource(new URL(`../embedded/src/${file}`, import.meta.url).href);
const runs = join(tmpdir(), `ringvirkning-test-${process.getuid?.() ?? 0}`);

/**
 * One PostgreSQL and one NATS for the whole run, in a temporary folder. The environment of the tests then has
 *   RV_TEST_POSTGRES_URL      the superuser's URL; tests make their own databases
 *   RV_TEST_NATS_URL          the server's URL
 *   RV_TEST_NATS_ADMIN_SEED   nkey seed of a user with all permissions
 *   RV_TEST_INSTANCES         a folder for the data of instances that were begun once and are copied from then on
 *   NODE_COMPILE_CACHE        what Node compiled of the programs that specs start, dozens of times the same
 *   TMPDIR                    inside the run's folder: servers that specs start there are found when the run is killed
 */
export default async function globalSetup() {
  const postgresModule = await embedded('postgres/postgres.ts');
  const natsModule = await embedded('nats/nats.ts');
  await removeLeftovers(postgresModule, natsModule);
  const folder = join(runs, String(process.pid));
  // Of a run before ours with the same pid nothing can be running; its folder may still be there.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'tmp', 'instances'), { recursive: true, mode: 0o755 });
  const [postgres, nats] = await startBoth(
    () => postgresModule.startPostgres({ dataDir: join(folder, 'postgres'), durable: false }),
    () => natsModule.startNats({ dataDir: join(folder, 'nats'), users: [] }),
  );
  process.env.TMPDIR = join(folder, 'tmp');
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  process.env.RV_TEST_INSTANCES = join(folder, 'tmp', 'instances');
  process.env.RV_TEST_POSTGRES_URL = postgres.url;
  process.env.RV_TEST_NATS_URL = nats.url;
  process.env.RV_TEST_NATS_ADMIN_SEED = nats.adminSeed;
  globalThis.ringvirkningTestServers = { folder, stop: () => Promise.all([nats.stop(), postgres.stop()]) };
}

/** A run that was killed leaves its servers and its folder. */
async function removeLeftovers({ stopPostgres }, { stopNats }) {
  const { startedAt } = await embedded('host/processes.ts');
  const { removeCluster } = await embedded('postgres/cluster.ts');
  mkdirSync(runs, { recursive: true, mode: 0o755 });
  for (const run of readdirSync(runs).filter((pid) => !startedAt(Number(pid)))) {
    const folder = join(runs, run);
    for (const server of possibleServers(folder)) {
      await Promise.all([stopPostgres(server), stopNats(server)]);
      removeCluster(server);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The run's own servers, those that specs started in its `tmp`, and those of whole instances there. */
const possibleServers = (folder) =>
  globSync(['postgres', 'nats', 'tmp/*', 'tmp/*/postgres', 'tmp/*/nats', 'tmp/*/*/postgres', 'tmp/*/*/nats'], {
    cwd: folder,
  }).map((path) => join(folder, path));
