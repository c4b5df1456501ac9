import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  INSTANCE_FILE,
  instanceSecrets,
  randomSecret,
  readInstanceFile,
  type InstanceFile,
  type KeepSecret,
} from '@ringvirkning/embedded';
import type { LocalDate } from '@ringvirkning/kernel';
import {
  instanceIdOf,
  municipalityByCode,
  officialNameOf,
  organisationNumberOf,
  regionsOf,
} from '@ringvirkning/reference';
import { CHECKOUT, fromDocker, observability } from './docker.js';
import { GENERATED, planFor, SECRETS, secretsOf, type Plan, type PlannedFiles } from './folder.js';
import { environmentFile, generatedFiles, HUB_CA, type ComposeSecrets } from './generated-files.js';

/** What is said of an instance; what is left out stays as its file has it. */
export interface InstanceOptions {
  /** Code of the municipality. */
  readonly kommune: string;
  readonly to: string;
  /** Where people reach the gateway and the sign-in service; without both no containers are set up. */
  readonly origin?: string | undefined;
  readonly identity?: string | undefined;
  /** Where the hub takes lines, and a file with the certificates by which it is recognised. */
  readonly hub?: string | undefined;
  readonly hubCa?: string | undefined;
  readonly closedDays?: readonly LocalDate[] | undefined;
}

export interface InstancePlan extends Plan {
  readonly file: InstanceFile;
  /** Whether containers are set up, too. */
  readonly hasContainers: boolean;
}

/** What `ringvirkning instance new` would do: a folder with all that is one municipality's own. @throws Error in words for an operator. */
export function planInstance(options: InstanceOptions): InstancePlan {
  const folder = resolve(options.to);
  const { keep, made } = secretsOf(folder, INSTANCE_FILE);
  const before = readInstanceFile(folder);
  const file = instanceFile(options, before);
  const secrets = composeSecrets(join(folder, SECRETS), keep);
  const { origin, identity } = file;
  const open = {
    [INSTANCE_FILE]: `${JSON.stringify(file, null, 2)}\n`,
    // What the hub's operator is given; it is no secret.
    [`${file.municipality.instance}.nkey`]: `${secrets.hub.publicKey}\n`,
    ...(file.hub?.ca !== undefined && { [HUB_CA]: caOf(folder, options) }),
  };
  const containers =
    origin !== undefined && identity !== undefined ? containerFiles({ ...file, origin, identity }, secrets, open) : {};
  const files: PlannedFiles = { ...all(open, false), ...containers };
  return { ...planFor(folder, files, made), file, hasContainers: origin !== undefined && identity !== undefined };
}

const all = (files: Readonly<Record<string, string>>, isSecret: boolean): PlannedFiles =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content, isSecret }]));

function composeSecrets(folder: string, keep: KeepSecret): ComposeSecrets {
  const own = (name: string): string => keep(join(folder, name), randomSecret);
  return {
    ...instanceSecrets(folder, keep),
    postgres: own('postgres.password'),
    keycloakDatabase: own('keycloak-database.password'),
    keycloakAdmin: own('keycloak-admin.password'),
  };
}

function instanceFile(options: InstanceOptions, before: InstanceFile | undefined): InstanceFile {
  const municipality = municipalityByCode(options.kommune);
  if (!municipality) throw new Error(`--kommune ${options.kommune} is no municipality's code`);
  const { code } = municipality;
  if (before && before.municipality.code !== code)
    throw new Error(`${options.to} is of ${before.municipality.name}. Choose another folder with --to.`);
  const origin = options.origin ?? before?.origin;
  const identity = options.identity ?? before?.identity;
  if ((origin === undefined) !== (identity === undefined))
    throw new Error('containers need both --origin and --identity');
  const url = options.hub ?? before?.hub?.url;
  if (url === undefined && options.hubCa !== undefined) throw new Error('--hub-ca is of a hub: say --hub as well');
  const hasCa = options.hubCa !== undefined || before?.hub?.ca !== undefined;
  return {
    format: 'ringvirkning-instance/1',
    municipality: {
      ...{ code, instance: instanceIdOf(municipality), name: officialNameOf(municipality) },
      organisationNumber: organisationNumberOf(code),
      regions: regionsOf(code),
    },
    closedDays: [...(options.closedDays ?? before?.closedDays ?? [])].sort(),
    ...(origin !== undefined && { origin }),
    ...(identity !== undefined && { identity }),
    ...(url !== undefined && { hub: { url, ...(hasCa && { ca: HUB_CA }) } }),
  };
}

/** The certificates by which the hub is recognised: those that are given now, or were before. */
function caOf(folder: string, { hubCa }: InstanceOptions): string {
  const path = hubCa ?? join(folder, HUB_CA);
  if (!existsSync(path)) throw new Error(`${path} is not there: give the hub's certificates with --hub-ca`);
  const content = readFileSync(path, 'utf8');
  if (!content.includes('-----BEGIN CERTIFICATE-----')) throw new Error(`${path} holds no certificate (PEM)`);
  return content;
}

/** A folder from which `docker compose up` runs the instance: the same for all but for what is generated. */
function containerFiles(
  { municipality: { instance }, ...file }: InstanceFile & { readonly origin: string; readonly identity: string },
  secrets: ComposeSecrets,
  open: Readonly<Record<string, string>>,
): PlannedFiles {
  const settings = {
    COMPOSE_PROJECT_NAME: `ringvirkning-${instance}`,
    RINGVIRKNING_SOURCE: CHECKOUT,
    ...{ INSTANCE_ID: instance, ORIGIN: file.origin, IDENTITY_ORIGIN: file.identity },
  };
  const copied = ['compose.yaml', 'keycloak/realm.json', 'postgres/keycloak.sh', ...observability()];
  const generated = {
    ...generatedFiles({ ...file, instance }, secrets),
    ...(open[HUB_CA] !== undefined && { [`nats/${HUB_CA}`]: open[HUB_CA] }),
  };
  return {
    '.env': { content: environmentFile(settings), isSecret: false },
    ...all(Object.fromEntries(copied.map((path) => [path, fromDocker(path)])), false),
    ...all(Object.fromEntries(Object.entries(generated).map(([name, text]) => [`${GENERATED}/${name}`, text])), true),
  };
}
