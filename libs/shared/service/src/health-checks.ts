import type { Database, MigrationClass } from '@ringvirkning/persistence';
import type { HealthCheck } from './health.controller.js';

/** Ready means: the database answers and has every migration this version needs. The broker is not among it: the service keeps writing without one. */
export function healthChecks(database: Database | undefined, migrations: readonly MigrationClass[]): HealthCheck[] {
  if (!database) return [];
  return [
    { name: 'database', check: async () => void (await database.dataSource.query('SELECT 1')) },
    { name: 'migrations', check: () => requireMigrations(database, migrations.map((migration) => new migration().name ?? migration.name)) },
  ];
}

async function requireMigrations(database: Database, names: readonly string[]): Promise<void> {
  const rows = (await database.dataSource.query('SELECT name FROM migrations')) as { name: string }[];
  const run = new Set(rows.map(({ name }) => name));
  const missing = names.filter((name) => !run.has(name));
  if (missing.length > 0) throw new Error(`not migrated: ${missing.join(', ')}`);
}
