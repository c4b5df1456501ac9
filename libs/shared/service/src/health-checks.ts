import type { JobReport } from '@ringvirkning/jobs';
import type { Broker, MessagingStatus } from '@ringvirkning/outbox';
import type { Database, MigrationClass } from '@ringvirkning/persistence';
import type { CrossCheck } from '@ringvirkning/reconciliation';
import type { Sealing } from '@ringvirkning/seal';
import type { HealthCheck } from './health.js';

/** The database answers and has every migration this version needs; the broker is there, or the service keeps writing and catches up later. */
export function healthChecks(
  database: Database | undefined,
  migrations: readonly MigrationClass[],
  broker: Broker | undefined,
  messaging: MessagingStatus | undefined,
  jobs: () => readonly JobReport[],
  sealing: Sealing | undefined,
  crossCheck: CrossCheck | undefined,
): HealthCheck[] {
  return [
    ...(database
      ? [
          { name: 'database', check: async () => void (await database.query('SELECT 1')) },
          {
            name: 'migrations',
            check: () =>
              requireMigrations(
                database,
                migrations.map((migration) => new migration().name ?? migration.name),
              ),
          },
        ]
      : []),
    ...(broker ? [{ name: 'nats', canWait: true, check: () => requireBroker(broker) }] : []),
    { name: 'jobs', canWait: true, check: () => requireNoFailure(jobs()) },
    ...(messaging ? [{ name: 'messaging', canWait: true, check: () => requireNoFault(messaging) }] : []),
    ...(sealing ? [{ name: 'seal', canWait: true, check: () => requireSound(sealing) }] : []),
    ...(crossCheck ? [{ name: 'comparison', canWait: true, check: () => requireAgreement(crossCheck) }] : []),
  ];
}

async function requireMigrations(database: Database, names: readonly string[]): Promise<void> {
  const rows = await database.query<{ name: string }[]>('SELECT name FROM migrations');
  const run = new Set(rows.map(({ name }) => name));
  const missing = names.filter((name) => !run.has(name));
  if (missing.length > 0) throw new Error(`not migrated: ${missing.join(', ')}`);
}

const requireBroker = (broker: Broker): Promise<void> =>
  broker.isConnected() ? Promise.resolve() : Promise.reject(new Error('not connected'));

/** The service itself works, and whoever mends its messages must reach it: not ready would be the wrong answer. */
async function requireNoFault(messaging: MessagingStatus): Promise<void> {
  const faults = await messaging.faults();
  if (faults.length > 0) throw new Error(faults.map(({ level, code }) => `${level}: ${code}`).join(', '));
}

function requireNoFailure(jobs: readonly JobReport[]): Promise<void> {
  const failing = jobs.filter(({ failures }) => failures.length > 0);
  if (failing.length === 0) return Promise.resolve();
  return Promise.reject(
    new Error(failing.map(({ name, failures }) => `${name}: ${failures.length} not done`).join(', ')),
  );
}

function requireSound({ report }: Sealing): Promise<void> {
  const [found] = report.findings;
  return found ? Promise.reject(new Error(`books.${found.code}: ${found.source}`)) : Promise.resolve();
}

function requireAgreement({ report: { findings, silent } }: CrossCheck): Promise<void> {
  const worst = findings.find(({ level }) => level === 'red') ?? findings[0];
  if (worst) return Promise.reject(new Error(`${worst.level}: ${worst.kind} of ${worst.told} ${worst.state}`));
  return silent[0] ? Promise.reject(new Error(`amber: ${silent[0].service} is silent`)) : Promise.resolve();
}
