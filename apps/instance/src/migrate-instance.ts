import type { Env } from '@ringvirkning/config';
import { provisionDatabase } from '@ringvirkning/persistence';
import { migrateService } from '@ringvirkning/service';
import { definitions } from './definitions.js';
import { chosenServices, environmentOf } from './service-environment.js';

/**
 * Brings the databases of the chosen services up to date. With `superUrl` it first makes the databases and roles that the
 * services' `DATABASE_URL` and `MIGRATION_DATABASE_URL` name.
 * @returns the number of migrations that ran.
 */
export async function migrateInstance(env: Env, superUrl?: string): Promise<number> {
  let count = 0;
  for (const service of chosenServices(env).filter((name) => name !== 'gateway')) {
    const own = environmentOf(service, env);
    if (superUrl) await provision(service, own, superUrl);
    count += await migrateService(definitions[service], own);
  }
  return count;
}

async function provision(service: string, env: Env, superUrl: string): Promise<void> {
  const passwordIn = (variable: string): string => {
    const password = env[variable] && new URL(env[variable]).password;
    if (!password) throw new Error(`${service}: ${variable} is missing or holds no password`);
    return decodeURIComponent(password);
  };
  await provisionDatabase({
    superUrl,
    service,
    ownerPassword: passwordIn('MIGRATION_DATABASE_URL'),
    appPassword: passwordIn('DATABASE_URL'),
  });
}
