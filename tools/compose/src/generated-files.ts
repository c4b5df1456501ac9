import { SERVICES, serviceManifests, urlVariable, type Service } from '@ringvirkning/catalogue';
import { brokerUsers, natsConfig, type InstanceFile, type InstanceSecrets } from '@ringvirkning/embedded';

/** What the containers of one instance are made for. */
export type ComposeOptions = Pick<InstanceFile, 'closedDays' | 'hub'> & {
  /** Name of the instance, which is also the id of its own organisation, e.g. `aarhus`. */
  readonly instance: string;
  /** Where people reach the gateway. */
  readonly origin: string;
  /** Where people reach Keycloak. */
  readonly identity: string;
};

export interface ComposeSecrets extends InstanceSecrets {
  readonly postgres: string;
  readonly keycloakDatabase: string;
  readonly keycloakAdmin: string;
}

type Variables = Readonly<Record<string, string>>;

/** Where the folder of the broker's configuration is seen by its container. */
const NATS_FOLDER = '/etc/nats';
export const HUB_CA = 'hub-ca.pem';
const BROKER = 'nats://nats:4222';

const database = (service: Service, role: 'owner' | 'app', password: string): string =>
  `postgres://rv_${service}_${role}:${encodeURIComponent(password)}@postgres:5432/rv_${service}`;
export const environmentFile = (variables: Variables): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
const text = environmentFile;

/** The files below `generated` that the compose file refers to: name → content. All are secret. */
export function generatedFiles(options: ComposeOptions, secrets: ComposeSecrets): Readonly<Record<string, string>> {
  const { origin, hub } = options;
  return {
    'postgres.env': text({ POSTGRES_PASSWORD: secrets.postgres, KEYCLOAK_DATABASE_PASSWORD: secrets.keycloakDatabase }),
    'keycloak.env': text({
      KC_DB_PASSWORD: secrets.keycloakDatabase,
      KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
      KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.keycloakAdmin,
      GATEWAY_CLIENT_SECRET: secrets.gatewayClient,
      ORIGIN: origin,
    }),
    'nats/nats.conf': natsConfig({
      name: options.instance,
      host: '0.0.0.0',
      port: 4222,
      monitoringPort: 8222,
      storeDir: '/data',
      users: brokerUsers(secrets),
      hub: hub && {
        url: hub.url,
        key: secrets.hub,
        ...(hub.ca !== undefined && { caFile: `${NATS_FOLDER}/${HUB_CA}` }),
      },
    }),
    'migrate.env': migrationVariables(secrets),
    'streams.env': text({ NATS_URL: BROKER, NATS_NKEY_SEED: secrets.setUp.seed }),
    'gateway.env': text({
      OIDC_CLIENT_SECRET: secrets.gatewayClient,
      ...secrets.given.gateway,
      ...Object.fromEntries(SERVICES.map((name) => [urlVariable(name), `http://${name}:8080`])),
    }),
    ...Object.fromEntries(SERVICES.map((name) => [`${name}.env`, text(serviceVariables(name, options, secrets))])),
  };
}

function serviceVariables(name: Service, { closedDays, hub }: ComposeOptions, secrets: ComposeSecrets): Variables {
  const { sendsMail } = serviceManifests.find((manifest) => manifest.name === name)!;
  return {
    DATABASE_URL: database(name, 'app', secrets.of[name].app),
    NATS_NKEY_SEED: secrets.of[name].nats.seed,
    NATS_PUBLIC_KEYS: SERVICES.map((other) => `${other}=${secrets.of[other].nats.publicKey}`).join(','),
    ...secrets.given[name],
    ...(sendsMail && { CLOSED_DAYS: closedDays.join(',') }),
    ...(name === 'partnership' && hub && { PARTNERSHIP_CARRIER: BROKER, PARTNERSHIP_NKEY_SEED: secrets.hub.seed }),
  };
}

const migrationVariables = (secrets: ComposeSecrets): string =>
  text({
    SERVICES: SERVICES.join(','),
    POSTGRES_SUPERUSER_URL: `postgres://postgres:${encodeURIComponent(secrets.postgres)}@postgres:5432/postgres`,
    ...Object.fromEntries(
      SERVICES.flatMap((name) => [
        [`${name.toUpperCase()}__DATABASE_URL`, database(name, 'app', secrets.of[name].app)],
        [`${name.toUpperCase()}__MIGRATION_DATABASE_URL`, database(name, 'owner', secrets.of[name].owner)],
      ]),
    ),
  });
