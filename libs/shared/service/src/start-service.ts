import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig, type Env } from '@ringvirkning/config';
import { correlation, openApiDocument, REQUEST_WITHIN_MS } from '@ringvirkning/http';
import { systemIds, type Clock, type Ids } from '@ringvirkning/kernel';
import { hasMessages } from '@ringvirkning/message';
import {
  createLogger,
  Metrics,
  NestLogger,
  requestLog,
  requestSpan,
  startTracing,
  type Logger,
} from '@ringvirkning/observability';
import { connectMessaging } from '@ringvirkning/outbox';
import { configSchemaOf, type ServiceConfig, type ServiceDefinition } from './definition.js';
import { ServiceModule } from './service.module.js';
import { StartError } from './start-error.js';

export interface RunningService {
  readonly app: NestExpressApplication;
  /** `http://host:port`, without a path. */
  readonly url: string;
  /** Lets running work finish, then closes everything; safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly clock?: Clock | undefined;
  readonly ids?: Ids | undefined;
  /** Name in the log lines of code that does not know its service; with several services in one process, the process's own. */
  readonly processName?: string | undefined;
}

interface JsonResponse {
  json(body: unknown): void;
}

/** Requests that still run after this long at a stop are cut off. */
const DRAIN_MS = 10_000;

/** Starts a service from its definition; the same way in `main.ts`, in the one-process instance and in tests. @throws StartError saying in one line what is wrong. */
export function startService(
  definition: ServiceDefinition,
  env: Env,
  options: StartOptions = {},
): Promise<RunningService> {
  return start(definition, env, options).catch((error: unknown) => {
    throw new StartError(definition.manifest.name, error);
  });
}

async function start(
  definition: ServiceDefinition,
  env: Env,
  { processName = definition.manifest.name, ...options }: StartOptions,
): Promise<RunningService> {
  const configuration = () => loadConfig(configSchemaOf(definition), env) as ServiceConfig;
  const config = configuration();
  const { name } = definition.manifest;
  const logger = createLogger({ service: name, level: config.LOG_LEVEL });
  const stopTracing = await startTracing(config.OTEL_EXPORTER_OTLP_ENDPOINT, name, logger);
  const metrics = new Metrics(name);
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceModule.of({ definition, config, configuration, logger, metrics, ...options }),
    {
      bodyParser: false,
      logger: new NestLogger(
        processName === name ? logger : createLogger({ service: processName, level: config.LOG_LEVEL }),
      ),
      abortOnError: false,
      routeResolutionStrategy: 'specificity',
      routeConflictPolicy: { duplicate: 'error' },
    },
  );
  const url = await listen(app, definition, config, logger, metrics).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logger.info({ url }, 'started');
  let stopped: Promise<void> | undefined;
  return { app, url, stop: () => (stopped ??= stop(app, logger, stopTracing)) };
}

async function listen(
  app: NestExpressApplication,
  definition: ServiceDefinition,
  config: ServiceConfig,
  logger: Logger,
  metrics: Metrics,
): Promise<string> {
  const { name } = definition.manifest;
  app.disable('x-powered-by').disable('etag');
  app.use(correlation(systemIds), requestSpan, requestLog(logger, metrics));
  app.setGlobalPrefix(`api/${name}`, { exclude: ['health/{*probe}', 'metrics'] });
  const document = openApiDocument(app, {
    title: `Ringvirkning: ${name}`,
    description: `HTTP API of the ${name} service`,
    version: '1',
    issuer: config.OIDC_ISSUER,
  });
  app.use(`/api/${name}/openapi.json`, (_request: unknown, response: JsonResponse) => response.json(document));
  if (hasMessages(definition.manifest)) await connectMessaging(app);
  const server = (await app.listen(config.SERVICE_PORT, config.SERVICE_HOST)) as Server;
  server.requestTimeout = REQUEST_WITHIN_MS;
  const { port } = server.address() as AddressInfo;
  return `http://${config.SERVICE_HOST}:${port}`;
}

async function stop(app: NestExpressApplication, logger: Logger, stopTracing: () => Promise<void>): Promise<void> {
  const cutOff = setTimeout(() => (app.getHttpServer() as Server).closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
    await stopTracing();
    logger.info('stopped');
  } finally {
    clearTimeout(cutOff);
    logger.flush();
  }
}
