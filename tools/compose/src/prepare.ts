import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instanceSecrets, secretFile, writeSecret } from '@ringvirkning/embedded';
import { Command } from 'commander';
import { generatedFiles, type ComposeOptions } from './generated-files.js';

const GENERATED = fileURLToPath(new URL('../../../docker/generated', import.meta.url));

const httpOrigin = (given: string): string => {
  const url = new URL(given);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search)
    throw new Error(`${given} is not an origin such as https://ringvirkning.example.dk`);
  return url.origin;
};

/** Generates what is missing, keeps what is there, and writes the files anew from it. */
function prepare(options: ComposeOptions, folder: string): void {
  const secretFolder = join(folder, 'secrets');
  const own = (name: string): string => secretFile(join(secretFolder, name));
  const secrets = {
    ...instanceSecrets(secretFolder),
    postgres: own('postgres.password'),
    keycloakDatabase: own('keycloak-database.password'),
    keycloakAdmin: own('keycloak-admin.password'),
  };
  for (const [name, content] of Object.entries(generatedFiles(options, secrets)))
    writeSecret(join(folder, name), content.trimEnd());
}

const options = new Command('compose:prepare')
  .description('Writes secrets, broker users and settings of one instance for docker/compose.yaml')
  .requiredOption('--instance <name>', 'name of the instance and id of its own organisation, e.g. aarhus')
  .requiredOption('--origin <url>', 'where people reach the gateway', httpOrigin)
  .requiredOption('--identity <url>', 'where people reach Keycloak', httpOrigin)
  .option('--folder <path>', 'where to write', GENERATED)
  .parse()
  .opts<ComposeOptions & { folder: string }>();
prepare(options, options.folder);
process.stdout.write(
  `Written to ${options.folder}; readable by you alone. Next: cd docker && docker compose --env-file generated/compose.env up -d --build\n`,
);
