import { DataSource, type MigrationInterface } from 'typeorm';
import { escapeIdentifier } from 'pg';

export type MigrationClass = new () => MigrationInterface;

export interface MigrateOptions {
  /** Connection URL of the owner role. */
  readonly url: string;
  readonly migrations: readonly MigrationClass[];
  /** The role the service runs as: may read, insert, update and delete what the migrations create, unless they take it back. */
  readonly appRole: string;
}

/** Runs the migrations that have not run yet, all in one transaction; concurrent runs wait for each other. Returns how many ran. */
export async function migrate({ url, migrations, appRole }: MigrateOptions): Promise<number> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'migrate',
    migrations: [...migrations],
    migrationsTransactionMode: 'all',
    poolSize: 2,
    // The owner is under forced row-level security too, and a migration may move data.
    extra: { options: `-c app.role=${appRole} -c app.organisation=*` },
  });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtextextended('migrate', 0))`);
    await grantByDefault(dataSource, appRole);
    return (await dataSource.runMigrations({ transaction: 'all' })).length;
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

async function grantByDefault(dataSource: DataSource, appRole: string): Promise<void> {
  const role = escapeIdentifier(appRole);
  await dataSource.query(
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};` +
      `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${role}`,
  );
}
