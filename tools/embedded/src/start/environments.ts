import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocalDate } from '@ringvirkning/kernel';
import { catalogue, forEachService, SERVICES, urlVariable, type Hosted, type Service } from '@ringvirkning/catalogue';
import { changingSecrets, type InstanceSecrets } from '../instance-secrets.js';

export type Environment = Readonly<Record<string, string>>;

/** Addresses an instance consists of. */
export interface Layout {
  /** `aarhus`. */
  readonly instance: string;
  /** Where people go: the gateway. */
  readonly origin: string;
  readonly issuer: string;
  readonly natsUrl: string;
  /** The superuser's URL; host and port are those of the services' databases. */
  readonly postgresUrl: string;
  readonly ports: Readonly<Record<Hosted, number>>;
  /** Where files lie. */
  readonly files: string;
  /** Whether the broker has a line to the hub of a partnership. */
  readonly hasHub: boolean;
  /** Days beside the holidays on which the municipality's offices are closed. */
  readonly closedDays: readonly LocalDate[];
}

/** The environment of each service, as it would have it in a process of its own. */
export function serviceEnvironments(
  { instance, origin, issuer, natsUrl, postgresUrl, ports, files, hasHub, closedDays }: Layout,
  secrets: InstanceSecrets,
): Readonly<Record<Hosted, Environment>> {
  const shared = {
    NODE_ENV: 'production',
    INSTANCE_ID: instance,
    OIDC_ISSUER: issuer,
    SERVICE_HOST: '127.0.0.1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
  const service = (name: Service): Environment => ({
    ...shared,
    SERVICE_PORT: String(ports[name]),
    DATABASE_URL: databaseUrl(postgresUrl, name, 'app', secrets.of[name].app),
    NATS_URL: natsUrl,
    NATS_NKEY_SEED: secrets.of[name].nats.seed,
    NATS_PUBLIC_KEYS: publicKeys(secrets),
    ...secrets.given[name],
    ...(catalogue[name].keepsFiles && { FILES_FOLDER: join(files, name) }),
    ...(catalogue[name].sendsMail && {
      ORIGIN: origin,
      CLOSED_DAYS: closedDays.join(','),
      MAIL_URL: pathToFileURL(join(files, 'mail')).href,
      MAIL_FROM: `Ringvirkning <ringvirkning@${instance}.example>`,
    }),
  });
  const partnership: Environment = {
    ...service('partnership'),
    ...(hasHub && { PARTNERSHIP_CARRIER: natsUrl, PARTNERSHIP_NKEY_SEED: secrets.hub.seed }),
  };
  const gateway: Environment = {
    ...shared,
    SERVICE_PORT: String(ports.gateway),
    ORIGIN: origin,
    DEMO: 'true',
    OIDC_CLIENT_ID: 'gateway',
    OIDC_CLIENT_SECRET: secrets.gatewayClient,
    SIGN_OUT_FOLDER: join(files, 'gateway'),
    ...secrets.given.gateway,
    ...Object.fromEntries(SERVICES.map((name) => [urlVariable(name), `http://127.0.0.1:${ports[name]}`])),
  };
  return { ...forEachService(service), partnership, gateway };
}

/** The same for programs that run on when a secret changes: they are told where it stands, and read it again. */
export function readAgain(
  environments: Readonly<Record<Hosted, Environment>>,
  secretsFolder: string,
): Readonly<Record<Hosted, Environment>> {
  const files = changingSecrets(secretsFolder);
  const { SESSION_KEY: _key, OIDC_CLIENT_SECRET: _secret, ...gateway } = environments.gateway;
  const asFile = ([variable, value]: readonly [string, string]): readonly [string, string] => {
    const file = files.fileKeys[variable];
    return file === undefined ? [variable, value] : [`${variable}_FILE`, file];
  };
  const service = (name: Service): Environment => ({
    ...Object.fromEntries(Object.entries(environments[name]).map(asFile)),
    DATABASE_URL: Object.assign(new URL(environments[name]['DATABASE_URL']!), { password: '' }).href,
    DATABASE_PASSWORD_FILE: files.of[name].app,
  });
  return {
    ...forEachService(service),
    gateway: { ...gateway, SESSION_KEY_FILE: files.sessionKey, OIDC_CLIENT_SECRET_FILE: files.gatewayClient },
  };
}

/** By these keys each service recognises whose events it is brought. */
const publicKeys = ({ of }: InstanceSecrets): string =>
  SERVICES.map((name) => `${name}=${of[name].nats.publicKey}`).join(',');

/** The same in one environment, as `apps/instance` reads it: `PAYMENTS__DATABASE_URL`. */
export function instanceEnvironment(environments: Readonly<Partial<Record<Hosted, Environment>>>): Environment {
  return Object.fromEntries(
    Object.entries(environments).flatMap(([service, variables]) =>
      Object.entries(variables).map(([name, value]) => [
        name === 'NODE_ENV' ? name : `${service.toUpperCase()}__${name}`,
        value,
      ]),
    ),
  );
}

/** What the migration step gets: the services' environments with their owners' URLs, and the superuser who makes databases and roles. */
export function migrationEnvironment(
  environments: Readonly<Record<Hosted, Environment>>,
  postgresUrl: string,
  secrets: InstanceSecrets,
): Environment {
  const owners = SERVICES.map(
    (name) =>
      [
        name,
        {
          ...environments[name],
          MIGRATION_DATABASE_URL: databaseUrl(postgresUrl, name, 'owner', secrets.of[name].owner),
        },
      ] as const,
  );
  return { ...instanceEnvironment(Object.fromEntries(owners)), POSTGRES_SUPERUSER_URL: postgresUrl };
}

function databaseUrl(superuserUrl: string, service: Service, role: 'app' | 'owner', password: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/rv_${service}`;
  url.username = `rv_${service}_${role}`;
  url.password = password;
  return url.href;
}
