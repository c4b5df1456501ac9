import { loadConfig, type Env } from '@ringvirkning/config';
import { hasMessages } from '@ringvirkning/message';
import { createLogger } from '@ringvirkning/observability';
import { outboxMigrations } from '@ringvirkning/outbox';
import { migrate, persistenceMigrations, type MigrationClass } from '@ringvirkning/persistence';
import { sealMigrations } from '@ringvirkning/seal';
import { MigrationConfigSchema, type ServiceDefinition } from './definition.js';

/** What of a definition its database depends on. */
export type MigratedService = Pick<ServiceDefinition, 'manifest' | 'migrations'>;

/** The service's own migrations after those of the shared tables it needs. */
export const allMigrations = ({ migrations = [], manifest }: MigratedService): readonly MigrationClass[] => [
  ...persistenceMigrations,
  ...sealMigrations,
  ...(hasMessages(manifest) ? outboxMigrations : []),
  ...migrations,
];

/** What a migration is remembered by. */
export const nameOf = (migration: MigrationClass): string => new migration().name ?? migration.name;

/**
 * Brings the service's database up to date as its owner; the app role, named by `DATABASE_URL`, gets its rights. Returns how many migrations ran.
 * @param only as far as these names go: the state of an older version, which a backup of it fits. Absent: all.
 * @throws ConfigError naming every wrong variable.
 */
export async function migrateService(definition: MigratedService, env: Env, only?: readonly string[]): Promise<number> {
  const config = loadConfig(MigrationConfigSchema, env);
  const appRole = decodeURIComponent(new URL(config.DATABASE_URL).username);
  const all = allMigrations(definition);
  const migrations = only ? all.filter((migration) => only.includes(nameOf(migration))) : all;
  const count = await migrate({ url: config.MIGRATION_DATABASE_URL, migrations, appRole });
  createLogger({ service: definition.manifest.name, level: config.LOG_LEVEL }).info({ count }, 'migrated');
  return count;
}
