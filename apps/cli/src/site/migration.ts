import { environmentOf } from '@ringvirkning/app-instance';
import { forEachService, SERVICES, type Hosted } from '@ringvirkning/catalogue';
import { ConfigError, loadConfig, type Env } from '@ringvirkning/config';
import { instanceSecrets, migrationEnvironment, serviceEnvironments } from '@ringvirkning/embedded';
import { z } from 'zod';

const ComingInSchema = z.object({ MIGRATION_DATABASE_URL: z.url(), DATABASE_URL: z.url() });

/** How the owner of a service's tables comes in, and the service itself; each may stand in a file (`…_FILE`). @throws Error naming the variables. */
export function comingIn(service: Hosted, migration: Env): { readonly owner: string; readonly app: string } {
  try {
    const { MIGRATION_DATABASE_URL: owner, DATABASE_URL: app } = loadConfig(
      ComingInSchema,
      environmentOf(service, migration),
    );
    return { owner, app };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new Error(error.problems.map((problem) => `${service.toUpperCase()}__${problem}`).join('; '));
  }
}
export const ownerOf = (service: Hosted, migration: Env): string => comingIn(service, migration).owner;

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
