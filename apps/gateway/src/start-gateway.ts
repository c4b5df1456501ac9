import type { Server, ServerResponse } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig, type Env } from '@ringvirkning/config';
import { correlation, REQUEST_WITHIN_MS } from '@ringvirkning/http';
import { systemIds } from '@ringvirkning/kernel';
import { createLogger, Metrics, NestLogger, requestLog, requestSpan, startTracing } from '@ringvirkning/observability';
import { GatewayConfigSchema, serviceUrls, type GatewayConfig } from './config.js';
import { cacheControl, portalFallback } from './edge/portal-files.js';
import { securityHeaders } from './edge/security-headers.js';
import { GatewayModule } from './gateway.module.js';
import type { MaintenanceState } from './maintenance/maintenance.js';
import { apiProxy } from './proxy/api-proxy.js';
import { Sessions } from './sign-in/sessions.js';
import { MAINTENANCE } from './tokens.js';
import { addCertificateGauge } from './watching/certificates.js';
import { serveMetrics } from './watching/metrics-server.js';
import { addBackupGauges } from './watching/verified-backup.js';

export interface RunningGateway {
  readonly app: NestExpressApplication;
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Where its metrics are told, when they are. */
  readonly metricsUrl: string | undefined;
  stop(): Promise<void>;
}

/** Requests that still run after this long at a stop are cut off. */
const DRAIN_MS = 10_000;

/**
 * Starts the gateway with this environment. Bodies are never parsed here: they stream to the services.
 * @param processName Name in the log lines of code that does not know where it runs, when others run in the same process.
 * @throws ConfigError
 */
export async function startGateway(env: Env, processName = 'gateway'): Promise<RunningGateway> {
  const configuration = () => loadConfig(GatewayConfigSchema, env);
  const config = configuration();
  const { ORIGIN: home, PORTAL_DIR: portal } = config;
  const logger = createLogger({ service: 'gateway', level: config.LOG_LEVEL });
  const metrics = new Metrics('gateway');
  const stopTracing = await startTracing(config.OTEL_EXPORTER_OTLP_ENDPOINT, 'gateway', logger);
  const app = await NestFactory.create<NestExpressApplication>(
    GatewayModule.with(config, configuration, logger, metrics),
    {
      bodyParser: false,
      logger: new NestLogger(createLogger({ service: processName, level: config.LOG_LEVEL })),
    },
  );
  app.disable('x-powered-by');
  app.use(
    correlation(systemIds),
    requestSpan,
    requestLog(logger, metrics),
    securityHeaders(home.protocol === 'https:'),
  );
  app.use(apiProxy(serviceUrls(config), app.get(Sessions), home.origin, app.get<MaintenanceState>(MAINTENANCE)));
  app.useStaticAssets(portal, {
    index: false,
    setHeaders: (response: ServerResponse, path) => void response.setHeader('Cache-Control', cacheControl(path)),
  });
  app.use(portalFallback(portal));
  addBackupGauges(metrics, config.SIGN_OUT_FOLDER);
  addCertificateGauge(metrics, [home, new URL(config.OIDC_ISSUER)]);
  const measured = await metricsServer(metrics, config);
  const server = (await app.listen(config.SERVICE_PORT, config.SERVICE_HOST)) as Server;
  server.requestTimeout = REQUEST_WITHIN_MS;
  const address = server.address();
  const url = `http://${config.SERVICE_HOST}:${typeof address === 'object' && address ? address.port : config.SERVICE_PORT}`;
  logger.info({ url }, 'started');
  return {
    app,
    url,
    metricsUrl: measured?.url,
    stop: () => {
      measured?.server.close();
      return stop(app, stopTracing);
    },
  };
}

const metricsServer = async (metrics: Metrics, { METRICS_PORT: port, SERVICE_HOST: host }: GatewayConfig) =>
  port === undefined ? undefined : serveMetrics(metrics, host, port);

async function stop(app: NestExpressApplication, stopTracing: () => Promise<void>): Promise<void> {
  const cutOff = setTimeout(() => (app.getHttpServer() as Server).closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
    await stopTracing();
  } finally {
    clearTimeout(cutOff);
  }
}
