import { loadConfig, type Env } from '@ringvirkning/config';
import { provisionDatabase } from '@ringvirkning/persistence';
import { MigrationConfigSchema, migrateService } from '@ringvirkning/service';
import { definitions } from './definitions.js';
import { chosenServices, environmentOf } from './service-environment.js';

/**
 * Brings the databases of the chosen services up to date. With `superUrl` it first makes the databases and roles that the
 * services' `DATABASE_URL` and `MIGRATION_DATABASE_URL` name.
 * @param only of each service these migrations; absent: all of this version.
 * @returns the number of migrations that ran.
 */
export async function migrateInstance(
  env: Env,
  superUrl?: string,
  only?: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  if (superUrl) await provisionInstance(env, superUrl);
  let count = 0;
  for (const service of withDatabases(env))
    count += await migrateService(definitions[service], environmentOf(service, env), only?.get(service));
  return count;
}

/** Makes the databases and roles that the environment of the migration step names, or gives those that are there its passwords. */
export async function provisionInstance(env: Env, superUrl: string): Promise<void> {
  for (const service of withDatabases(env)) await provision(service, environmentOf(service, env), superUrl);
}

const withDatabases = (env: Env) => chosenServices(env).filter((name) => name !== 'gateway');

async function provision(service: string, env: Env, superUrl: string): Promise<void> {
  const urls = loadConfig(MigrationConfigSchema, env);
  const passwordIn = (variable: 'MIGRATION_DATABASE_URL' | 'DATABASE_URL'): string => {
    const { password } = new URL(urls[variable]);
    if (!password) throw new Error(`${service}: ${variable} holds no password`);
    return decodeURIComponent(password);
  };
  await provisionDatabase({
    superUrl,
    service,
    ownerPassword: passwordIn('MIGRATION_DATABASE_URL'),
    appPassword: passwordIn('DATABASE_URL'),
  });
}
