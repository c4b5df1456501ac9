import { join } from 'node:path';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AuthModule } from '@ringvirkning/auth';
import { HttpModule } from '@ringvirkning/http';
import { JobRunner } from '@ringvirkning/jobs';
import { CLOCK, IDS, systemClock, systemIds, type Clock, type Ids } from '@ringvirkning/kernel';
import { hasMessages } from '@ringvirkning/message';
import { ObservabilityModule, type Logger, type Metrics } from '@ringvirkning/observability';
import { Broker, MessagingModule, MessagingStatus } from '@ringvirkning/outbox';
import { Database, PersistenceModule } from '@ringvirkning/persistence';
import { CrossCheck, producersAt, Reconciliation, Telling } from '@ringvirkning/reconciliation';
import { fileKeeper, memoryKeeper, Sealing, SealStore } from '@ringvirkning/seal';
import { sealOf } from '@ringvirkning/nats';
import { outboxSource } from './outbox-source.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { CONFIG, CONFIGURATION, type ServiceConfig, type ServiceDefinition } from './definition.js';
import { Gauges } from './gauges.js';
import { healthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { Health, HEALTH_CHECKS } from './health.js';
import { CROSS_CHECK_RUNNER, jobReports } from './job-reports.js';
import { allMigrations } from './migrate-service.js';
import { MendingController } from './mending.controller.js';
import { MetricsController } from './metrics.controller.js';
import { OperationsController } from './operations.controller.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { TracesController } from './traces.controller.js';

export interface ServiceParts {
  readonly definition: ServiceDefinition;
  readonly config: ServiceConfig;
  /** Reads it again: what stands in files may have changed. */
  readonly configuration: () => ServiceConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock?: Clock | undefined;
  readonly ids?: Ids | undefined;
}

/** What every service's module may inject without importing anything. */
@Module({})
class CommonModule {
  static of(providers: Provider[], tokens: symbol[]): DynamicModule {
    return { module: CommonModule, global: true, providers, exports: tokens };
  }
}

/** The root: the service's own module among the infrastructure it asked for. */
@Module({})
export class ServiceModule {
  static of({
    definition,
    config,
    configuration,
    logger,
    metrics,
    clock = systemClock,
    ids = systemIds,
  }: ServiceParts): DynamicModule {
    const common = CommonModule.of(
      [
        { provide: CONFIG, useValue: config },
        { provide: CONFIGURATION, useValue: configuration },
        { provide: CLOCK, useValue: clock },
        { provide: IDS, useValue: ids },
      ],
      [CONFIG, CONFIGURATION, CLOCK, IDS],
    );
    return {
      module: ServiceModule,
      imports: [
        common,
        ObservabilityModule.forService({ logger, metrics }),
        AuthModule.forService({
          issuer: config.OIDC_ISSUER,
          audience: config.OIDC_AUDIENCE,
          home: config.INSTANCE_ID,
          jwksUrl: config.OIDC_JWKS_URL,
        }),
        HttpModule,
        ...infrastructure(definition, config, configuration),
        definition.module,
      ],
      controllers: [
        HealthController,
        MetricsController,
        OperationsController,
        ...(hasMessages(definition.manifest)
          ? [DeadLettersController, MendingController, ReconciliationController, TracesController]
          : []),
      ],
      providers: [
        {
          provide: HEALTH_CHECKS,
          useFactory: (
            modules: ModuleRef,
            database?: Database,
            broker?: Broker,
            messaging?: MessagingStatus,
            sealed?: Sealing,
            crossCheck?: CrossCheck,
          ) =>
            healthChecks(
              database,
              allMigrations(definition),
              broker,
              messaging,
              () => jobReports(modules),
              sealed,
              crossCheck,
            ),
          inject: [
            ModuleRef,
            { token: Database, optional: true },
            { token: Broker, optional: true },
            { token: MessagingStatus, optional: true },
            { token: Sealing, optional: true },
            { token: CrossCheck, optional: true },
          ],
        },
        ...(definition.migrations ? [sealing(definition, config)] : []),
        ...(hasMessages(definition.manifest) ? comparing(definition, config) : []),
        Health,
        Gauges,
      ],
    };
  }
}

/** The sealed log: of what the service names, and of its events. */
const sealing = ({ manifest, sealed = [] }: ServiceDefinition, config: ServiceConfig): Provider => ({
  provide: Sealing,
  useFactory: (db: Database, clock: Clock) =>
    new Sealing({
      db,
      clock,
      store: new SealStore(),
      service: manifest.name,
      seal: sealOf({ service: manifest.name, seed: config.NATS_NKEY_SEED, publicKeys: config.NATS_PUBLIC_KEYS }),
      sources: [...(hasMessages(manifest) ? [outboxSource] : []), ...sealed],
      keeper: config.SEAL_FOLDER ? fileKeeper(join(config.SEAL_FOLDER, `${manifest.name}.checkpoint`)) : memoryKeeper(),
    }),
  inject: [Database, CLOCK],
});

/** What the service holds and told, compared by the clock with what the others told and hold. */
const comparing = (
  { manifest, reconciled = { records: [] } }: ServiceDefinition,
  { COMPARE_EVERY_MS = 60_000 }: ServiceConfig,
): Provider[] => [
  {
    provide: Reconciliation,
    useFactory: (db: Database) => new Reconciliation(db, manifest, reconciled),
    inject: [Database],
  },
  {
    provide: Telling,
    useFactory: (broker: Broker, reconciliation: Reconciliation) =>
      new Telling(broker, reconciliation, manifest.publishes),
    inject: [Broker, Reconciliation],
  },
  {
    provide: CrossCheck,
    useFactory: (broker: Broker, reconciliation: Reconciliation, clock: Clock) =>
      new CrossCheck({
        ...{ service: manifest.name, reconciliation, clock },
        ...{ producers: producersAt(broker), everyMs: COMPARE_EVERY_MS },
      }),
    inject: [Broker, Reconciliation, CLOCK],
  },
  {
    provide: CROSS_CHECK_RUNNER,
    useFactory: (clock: Clock, check: CrossCheck) => new JobRunner(clock, [check]),
    inject: [CLOCK, CrossCheck],
  },
];

function infrastructure(
  { manifest, migrations }: ServiceDefinition,
  config: ServiceConfig,
  configuration: () => ServiceConfig,
): DynamicModule[] {
  const persistence =
    migrations &&
    PersistenceModule.forService({
      url: config.DATABASE_URL!,
      password: () => configuration().DATABASE_PASSWORD,
      applicationName: manifest.name,
      poolSize: config.DATABASE_POOL_SIZE,
    });
  const messaging = hasMessages(manifest)
    ? MessagingModule.forService({
        service: manifest.name,
        publishes: manifest.publishes,
        consumes: manifest.consumes,
        answers: manifest.answers,
        asks: manifest.asks,
        instance: config.INSTANCE_ID,
        nats: { url: config.NATS_URL!, seed: config.NATS_NKEY_SEED, publicKeys: config.NATS_PUBLIC_KEYS },
      })
    : undefined;
  return [persistence, messaging].filter((module) => module !== undefined);
}
