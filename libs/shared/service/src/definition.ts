import type { DynamicModule, Type } from '@nestjs/common';
import { hasMessages, type LinkedManifest } from '@ringvirkning/message';
import type { MigrationClass } from '@ringvirkning/persistence';
import type { Reconciled } from '@ringvirkning/reconciliation';
import type { SealedSource } from '@ringvirkning/seal';
import { LOG_LEVELS } from '@ringvirkning/observability';
import { z } from 'zod';

export interface ServiceDefinition<C extends z.ZodObject = z.ZodObject> {
  /** Its name and messages. With messages the service needs `NATS_URL`, and a database: events live in it. */
  readonly manifest: LinkedManifest;
  /** Environment variables of this service alone, beside those every service has. */
  readonly config?: C;
  /** Its controllers' paths are relative to `/api/<name>`. */
  readonly module: Type | DynamicModule;
  /** With migrations (an empty list counts) the service has a database and needs `DATABASE_URL`. Shared tables are added to them. */
  readonly migrations?: readonly MigrationClass[];
  /** What never changes once it is there, and goes into the service's sealed log; its events are in it without being named. */
  readonly sealed?: readonly SealedSource[];
  /** What must agree with events, its own and those it consumes, and its books in themselves. */
  readonly reconciled?: Reconciled;
}

/**
 * Keeps the exact type, so that `ConfigOf<typeof xService>` knows the service's own variables.
 * @throws RangeError for messages without a database, and for a variable without default that the manifest does not tell of.
 */
export function defineService<C extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  definition: ServiceDefinition<C>,
): ServiceDefinition<C> {
  const { manifest, migrations, config } = definition;
  if (hasMessages(manifest) && !migrations)
    throw new RangeError(
      `${manifest.name}: messages need a database, so migrations must be given (an empty list will do)`,
    );
  const untold = Object.entries(config?.shape ?? {})
    .filter(([name, schema]) => !(name in manifest.environment) && !z.safeParse(schema, undefined).success)
    .map(([name]) => name);
  if (untold.length > 0)
    throw new RangeError(
      `${manifest.name}: ${untold.join(', ')} must be in the manifest's environment, or have a default`,
    );
  return definition;
}

const EveryServiceSchema = z.object({
  SERVICE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SERVICE_HOST: z.string().default('127.0.0.1'),
  /** The instance's name, which is also the id of its own organisation. */
  INSTANCE_ID: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  OIDC_ISSUER: z.url(),
  OIDC_AUDIENCE: z.string().min(1).default('ringvirkning'),
  OIDC_JWKS_URL: z.url().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});
const DatabaseSchema = z.object({
  DATABASE_URL: z.url(),
  /** Instead of the one in `DATABASE_URL`. Where it comes from a file, it is read again for each connection. */
  DATABASE_PASSWORD: z.string().min(1).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8),
  /** Folder outside the database where the newest checkpoint of the sealed log is kept; without one it is remembered while the process runs. */
  SEAL_FOLDER: z.string().min(1).optional(),
});
const MessagingSchema = z.object({
  NATS_URL: z.string().min(1),
  NATS_NKEY_SEED: z.string().startsWith('SU').optional(),
  /** Public keys by which events are recognised as their producer's: `outcomes=U…,payments=U…`. With a seed, events of a producer that is not named are refused. */
  NATS_PUBLIC_KEYS: z
    .string()
    .regex(/^[a-z]+=U[A-Z2-7]{55}(,[a-z]+=U[A-Z2-7]{55})*$/, 'service=U…, separated by commas')
    .transform((text) => Object.fromEntries(text.split(',').map((entry) => entry.split('=') as [string, string])))
    .optional(),
  /** How often all contracts are compared with what other services told, at most. */
  COMPARE_EVERY_MS: z.coerce.number().int().min(50).default(60_000),
});
export const MigrationConfigSchema = z.object({
  MIGRATION_DATABASE_URL: z.url(),
  DATABASE_URL: z.url(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** The variables every service has; those of database and broker are there when there are migrations or messages. */
export type ServiceConfig = z.output<typeof EveryServiceSchema> &
  Partial<z.output<typeof DatabaseSchema> & z.output<typeof MessagingSchema>>;
export type ConfigOf<D> = D extends ServiceDefinition<infer C> ? ServiceConfig & z.output<C> : never;

/** Injection token of what reads the configuration again, `() => ConfigOf`: what stands in files may have changed. */
export const CONFIGURATION = Symbol('Configuration');
/** Injection token of the service's configuration, a {@link ConfigOf}. */
export const CONFIG = Symbol('Config');

export const configSchemaOf = ({ config, migrations, manifest }: ServiceDefinition): z.ZodObject =>
  EveryServiceSchema.extend({
    ...(migrations && DatabaseSchema.shape),
    ...(hasMessages(manifest) && MessagingSchema.shape),
    ...config?.shape,
  });
