import { randomBytes } from 'node:crypto';
import { sha256Hex } from '@ringvirkning/kernel';
import { provisionDatabase, type Provisioned } from '@ringvirkning/persistence';
import { allMigrations, migrateService, type MigratedService } from '@ringvirkning/service';
import { Client, escapeIdentifier } from 'pg';

export interface TestDatabase extends Provisioned {
  readonly ownerRole: string;
  /** Drops the database, and roles that are its own. */
  drop(): Promise<void>;
}

/**
 * A fresh database, migrated as the service migrates it, on the run's PostgreSQL (`RV_TEST_POSTGRES_URL`). The migrations run once
 * for all: every database is a copy of what they made, and has its roles.
 */
export async function testDatabase(definition: MigratedService): Promise<TestDatabase> {
  const migrations = allMigrations(definition).map(({ name }) => name);
  const begun = `rv_begun_${definition.manifest.name}_${sha256Hex(migrations.join()).slice(0, 10)}`;
  // The same for all who copy it, and known to this run alone.
  const password = sha256Hex(`${superUrl()} ${begun}`);
  await asSuperuser(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [begun]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [begun]);
    if (!rowCount) await begin(client, definition, begun, password);
  });
  const database = newName(definition);
  const [ownerRole, appRole] = rolesOf(begun);
  await asSuperuser(
    (client) => client.query(`CREATE DATABASE ${database} TEMPLATE ${begun} STRATEGY FILE_COPY OWNER ${ownerRole}`),
    (client) => client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`),
    (client) => client.query(`GRANT CONNECT ON DATABASE ${database} TO ${appRole}`),
  );
  const urlOf = (role: string): string => {
    const url = new URL(superUrl());
    return Object.assign(url, { pathname: `/${database}`, username: role, password }).href;
  };
  return {
    database,
    ownerRole,
    appRole,
    ownerUrl: urlOf(ownerRole),
    appUrl: urlOf(appRole),
    drop: () => drop(database),
  };
}

/** A database without tables, with roles of its own. */
export async function emptyTestDatabase(definition: MigratedService): Promise<TestDatabase> {
  const database = newName(definition);
  const [owner, app] = rolesOf(database);
  const provisioned = await provision(definition, { database, owner, app }, randomBytes(12).toString('hex'));
  return { ...provisioned, ownerRole: owner, drop: () => drop(database, owner, app) };
}

async function begin(client: Client, definition: MigratedService, begun: string, password: string): Promise<void> {
  const half = `${begun}_half`;
  const [owner, app] = rolesOf(begun);
  await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
  const { ownerUrl, appUrl } = await provision(definition, { database: half, owner, app }, password);
  await migrateService(definition, { MIGRATION_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl, LOG_LEVEL: 'warn' });
  // A connection of the migrations may still be closing.
  await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [half]);
  await client.query(`ALTER DATABASE ${half} RENAME TO ${begun}`);
}

const newName = ({ manifest }: MigratedService): string => `rv_test_${manifest.name}_${randomBytes(5).toString('hex')}`;
const rolesOf = (database: string): [owner: string, app: string] => [`${database}_owner`, `${database}_app`];
const provision = (
  { manifest }: MigratedService,
  names: { readonly database: string; readonly owner: string; readonly app: string },
  password: string,
): Promise<Provisioned> =>
  provisionDatabase({
    ...{ superUrl: superUrl(), service: manifest.name, names },
    ...{ ownerPassword: password, appPassword: password },
  });

function superUrl(): string {
  const url = process.env['RV_TEST_POSTGRES_URL'];
  if (!url)
    throw new Error(
      'RV_TEST_POSTGRES_URL is not set: run the specs from the root, whose jest.config.mjs starts PostgreSQL',
    );
  return url;
}

const drop = (database: string, ...roles: readonly string[]): Promise<void> =>
  asSuperuser(
    (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
    ...roles.map((role) => (client: Client) => client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`)),
  );

async function asSuperuser(...steps: readonly ((client: Client) => Promise<unknown>)[]): Promise<void> {
  const client = new Client({ connectionString: superUrl() });
  await client.connect();
  try {
    for (const step of steps) await step(client);
  } finally {
    await client.end();
  }
}
