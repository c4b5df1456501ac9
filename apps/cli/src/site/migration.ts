import { environmentOf } from '@ringvirkning/app-instance';
import { forEachService, SERVICES, type Hosted } from '@ringvirkning/catalogue';
import type { Env } from '@ringvirkning/config';
import { instanceSecrets, migrationEnvironment, serviceEnvironments } from '@ringvirkning/embedded';

/** How the owner of a service's tables comes in. @throws Error naming the variable. */
export function ownerOf(service: Hosted, migration: Env): string {
  const url = environmentOf(service, migration)['MIGRATION_DATABASE_URL'];
  if (!url)
    throw new Error(`${service.toUpperCase()}__MIGRATION_DATABASE_URL is missing: the owner of the tables is needed`);
  return url;
}

/** The environment of the migration step for databases at `postgresUrl`, with the passwords of a folder of secrets; of the rest that step reads nothing. */
export function migrationAt(secretsFolder: string, instance: string, postgresUrl: string): Env {
  const secrets = instanceSecrets(secretsFolder);
  const nowhere = { origin: 'http://127.0.0.1', issuer: 'http://127.0.0.1', natsUrl: '', files: '', hasHub: false };
  const ports = { ...forEachService(() => 0), gateway: 0 };
  const environments = serviceEnvironments({ ...nowhere, instance, postgresUrl, ports, closedDays: [] }, secrets);
  return migrationEnvironment(environments, postgresUrl, secrets);
}

/** What migrations say would stand among what the command says; what goes wrong is thrown. */
export const quiet = (env: Env): Env => ({
  ...env,
  ...Object.fromEntries(SERVICES.map((service) => [`${service.toUpperCase()}__LOG_LEVEL`, 'silent'])),
});
