import { randomBytes } from 'node:crypto';
import { provisionDatabase, type Provisioned } from '@ringvirkning/persistence';
import { migrateService, type MigratedService } from '@ringvirkning/service';
import { Client, escapeIdentifier } from 'pg';

export interface TestDatabase extends Provisioned {
  /** Drops database and roles. */
  drop(): Promise<void>;
}

/** A fresh database with roles of its own, migrated as the service migrates it, on the run's PostgreSQL (`RV_TEST_POSTGRES_URL`). */
export async function testDatabase(definition: MigratedService): Promise<TestDatabase> {
  const database = await emptyTestDatabase(definition);
  try {
    await migrateService(definition, {
      MIGRATION_DATABASE_URL: database.ownerUrl,
      DATABASE_URL: database.appUrl,
      LOG_LEVEL: 'warn',
    });
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

/** The same, without tables. */
export async function emptyTestDatabase(definition: MigratedService): Promise<TestDatabase> {
  const superUrl = process.env['RV_TEST_POSTGRES_URL'];
  if (!superUrl)
    throw new Error(
      'RV_TEST_POSTGRES_URL is not set: run the specs from the root, whose jest.config.mjs starts PostgreSQL',
    );
  const database = `rv_test_${definition.manifest.name}_${randomBytes(5).toString('hex')}`;
  const [owner, app, password] = [`${database}_owner`, `${database}_app`, randomBytes(12).toString('hex')];
  const provisioned = await provisionDatabase({
    superUrl,
    service: definition.manifest.name,
    ownerPassword: password,
    appPassword: password,
    names: { database, owner, app },
  });
  return { ...provisioned, drop: () => dropDatabase(superUrl, database, [owner, app]) };
}

async function dropDatabase(connectionString: string, database: string, roles: readonly string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
    for (const role of roles) await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
  } finally {
    await client.end();
  }
}
