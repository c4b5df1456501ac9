import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSource } from './sources.mjs';

const embedded = (file) => importSource(new URL(`../embedded/src/${file}`, import.meta.url).href);
const runs = join(tmpdir(), `ringvirkning-test-${process.getuid?.() ?? 0}`);

/**
 * One PostgreSQL and one NATS for the whole run, in a temporary folder. The environment of the tests then has
 *   RV_TEST_POSTGRES_URL      the superuser's URL; tests make their own databases
 *   RV_TEST_NATS_URL          the server's URL
 *   RV_TEST_NATS_ADMIN_SEED   nkey seed of a user with all permissions
 */
export default async function globalSetup() {
  const postgresModule = await embedded('postgres/postgres.ts');
  const natsModule = await embedded('nats/nats.ts');
  await removeLeftovers(postgresModule, natsModule);
  const folder = join(runs, String(process.pid));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const [postgres, nats] = await Promise.all([
    postgresModule.startPostgres({ dataDir: join(folder, 'postgres'), durable: false }),
    natsModule.startNats({ dataDir: join(folder, 'nats'), users: [] }),
  ]);
  process.env.RV_TEST_POSTGRES_URL = postgres.url;
  process.env.RV_TEST_NATS_URL = nats.url;
  process.env.RV_TEST_NATS_ADMIN_SEED = nats.adminSeed;
  globalThis.ringvirkningTestServers = { folder, stop: () => Promise.all([nats.stop(), postgres.stop()]) };
}

/** A run that was killed leaves its servers and its folder. */
async function removeLeftovers({ stopPostgres }, { stopNats }) {
  const { startedAt } = await embedded('host/processes.ts');
  mkdirSync(runs, { recursive: true, mode: 0o755 });
  for (const run of readdirSync(runs).filter((pid) => !startedAt(Number(pid)))) {
    const folder = join(runs, run);
    await Promise.all([stopPostgres(join(folder, 'postgres')), stopNats(join(folder, 'nats'))]);
    rmSync(folder, { recursive: true, force: true });
  }
}
