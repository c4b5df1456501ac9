import { SERVICES, urlVariable, type Service } from '@ringvirkning/catalogue';
import { brokerUsers, natsConfig, type InstanceSecrets } from '@ringvirkning/embedded';

export interface ComposeOptions {
  /** Name of the instance, which is also the id of its own organisation, e.g. `aarhus`. */
  readonly instance: string;
  /** Where people reach the gateway. */
  readonly origin: string;
  /** Where people reach Keycloak. */
  readonly identity: string;
}

export interface ComposeSecrets extends InstanceSecrets {
  readonly postgres: string;
  readonly keycloakDatabase: string;
  readonly keycloakAdmin: string;
}

type Variables = Readonly<Record<string, string>>;

const database = (service: Service, role: 'owner' | 'app', password: string): string =>
  `postgres://rv_${service}_${role}:${encodeURIComponent(password)}@postgres:5432/rv_${service}`;
const text = (variables: Variables): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** The files that the compose file refers to: name below `docker/generated` → content. All but `compose.env` are secret. */
export function generatedFiles(
  { instance, origin, identity }: ComposeOptions,
  secrets: ComposeSecrets,
): Readonly<Record<string, string>> {
  const service = (name: Service): Variables => ({
    DATABASE_URL: database(name, 'app', secrets.of[name].app),
    NATS_NKEY_SEED: secrets.of[name].nats.seed,
    NATS_PUBLIC_KEYS: SERVICES.map((other) => `${other}=${secrets.of[other].nats.publicKey}`).join(','),
    ...secrets.given[name],
  });
  const migration = SERVICES.map((name): Variables => ({
    [`${name.toUpperCase()}__DATABASE_URL`]: database(name, 'app', secrets.of[name].app),
    [`${name.toUpperCase()}__MIGRATION_DATABASE_URL`]: database(name, 'owner', secrets.of[name].owner),
  }));
  return {
    'compose.env': text({ INSTANCE_ID: instance, ORIGIN: origin, IDENTITY_ORIGIN: identity }),
    'postgres.env': text({ POSTGRES_PASSWORD: secrets.postgres, KEYCLOAK_DATABASE_PASSWORD: secrets.keycloakDatabase }),
    'keycloak.env': text({
      KC_DB_PASSWORD: secrets.keycloakDatabase,
      KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
      KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.keycloakAdmin,
      GATEWAY_CLIENT_SECRET: secrets.gatewayClient,
      ORIGIN: origin,
    }),
    'nats.conf': natsConfig({
      host: '0.0.0.0',
      port: 4222,
      monitoringPort: 8222,
      storeDir: '/data',
      users: brokerUsers(secrets),
    }),
    'migrate.env': text({
      SERVICES: SERVICES.join(','),
      POSTGRES_SUPERUSER_URL: `postgres://postgres:${encodeURIComponent(secrets.postgres)}@postgres:5432/postgres`,
      ...(Object.assign({}, ...migration) as Variables),
    }),
    'streams.env': text({ NATS_URL: 'nats://nats:4222', NATS_NKEY_SEED: secrets.setUp.seed }),
    'gateway.env': text({
      OIDC_CLIENT_SECRET: secrets.gatewayClient,
      ...secrets.given.gateway,
      ...Object.fromEntries(SERVICES.map((name) => [urlVariable(name), `http://${name}:8080`])),
    }),
    ...Object.fromEntries(SERVICES.map((name) => [`${name}.env`, text(service(name))])),
  };
}
