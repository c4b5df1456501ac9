import { randomBytes } from 'node:crypto';
import type { Role } from '@ringvirkning/auth';
import { hasMessages, type LinkedManifest } from '@ringvirkning/message';
import { startService, type RunningService, type ServiceDefinition, type StartOptions } from '@ringvirkning/service';
import { agent } from 'supertest';
import { testDatabase, type TestDatabase } from './database.js';
import { HOME, testIdentity, type TestIdentity, type TokenClaims } from './identity.js';
import { testNats, type TestNats } from './nats.js';

export interface TestServiceOptions extends StartOptions {
  /** Variables beside or instead of those the test makes. */
  readonly env?: Readonly<Record<string, string>>;
  /** Shared with other services of the same test; its own when absent. */
  readonly identity?: TestIdentity;
  readonly nats?: TestNats;
}

export interface TestService extends RunningService {
  readonly identity: TestIdentity;
  /** Only for services with a database. */
  readonly database: TestDatabase | undefined;
  readonly nats: TestNats | undefined;
  /** A client that is signed in as this role (or person), or not at all. */
  request(who?: Role | TokenClaims): Promise<ReturnType<typeof agent>>;
}

/** Starts a service the way `main.ts` does, on a fresh database, a broker of its own and a real issuer. `stop()` takes all of it away again. */
export async function startTestService(
  definition: ServiceDefinition,
  options: TestServiceOptions = {},
): Promise<TestService> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const undoing = <T>(thing: T, step: (thing: T) => Promise<unknown>): T => {
    undo.push(() => step(thing));
    return thing;
  };
  try {
    const identity = options.identity ?? undoing(await testIdentity(), (made) => made.stop());
    const { manifest } = definition;
    const nats = hasMessages(manifest)
      ? (options.nats ?? undoing(await testNats([manifest]), (made) => made.stop()))
      : undefined;
    const database = definition.migrations && undoing(await testDatabase(definition), (made) => made.drop());
    const env = {
      INSTANCE_ID: HOME,
      OIDC_ISSUER: identity.issuer,
      LOG_LEVEL: 'error',
      ...given(manifest),
      ...(database && { DATABASE_URL: database.appUrl }),
      ...(nats && {
        NATS_URL: nats.url,
        NATS_NKEY_SEED: nats.seedOf(manifest.name),
        NATS_PUBLIC_KEYS: nats.publicKeys,
      }),
      ...options.env,
    };
    const running = undoing(await startService(definition, env, options), (made) => made.stop());
    const request = async (who?: Role | TokenClaims) => {
      const client = agent(running.url);
      return who === undefined
        ? client
        : client.set(
            'Authorization',
            `Bearer ${await identity.token(typeof who === 'string' ? { roles: [who] } : who)}`,
          );
    };
    return { ...running, identity, database, nats, request, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a deployment would have made for the service: random text, long enough for a key or a secret. */
const given = ({ environment }: LinkedManifest): Record<string, string> =>
  Object.fromEntries(Object.keys(environment).map((variable) => [variable, randomBytes(32).toString('base64')]));
