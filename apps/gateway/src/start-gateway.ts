import type { NestExpressApplication } from '@nestjs/platform-express';
import { NestFactory } from '@nestjs/core';
import { loadConfig, type Env } from '@ringvirkning/config';
import { GatewayConfigSchema, serviceUrls } from './config.js';
import { correlation } from './edge/correlation.js';
import { cacheControl, portalFallback } from './edge/portal-files.js';
import { ProblemFilter } from './edge/problem.filter.js';
import { securityHeaders } from './edge/security-headers.js';
import { GatewayModule } from './gateway.module.js';
import { apiProxy } from './proxy/api-proxy.js';
import { Sessions } from './sign-in/sessions.js';

export interface RunningGateway {
  readonly app: NestExpressApplication;
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the gateway with this environment. Bodies are never parsed here: they stream to the services. @throws ConfigError */
export async function startGateway(env: Env): Promise<RunningGateway> {
  const config = loadConfig(GatewayConfigSchema, env);
  const { ORIGIN: home, PORTAL_DIR: portal } = config;
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(config), { bodyParser: false, logger: ['error', 'warn'] });
  app.disable('x-powered-by');
  app.enableShutdownHooks();
  app.useGlobalFilters(new ProblemFilter());
  app.use(correlation, securityHeaders(home.protocol === 'https:'), apiProxy(serviceUrls(config), app.get(Sessions), home.origin));
  app.useStaticAssets(portal, { index: false, setHeaders: (response, path) => response.setHeader('Cache-Control', cacheControl(path)) });
  app.use(portalFallback(portal));
  await app.listen(config.SERVICE_PORT, config.SERVICE_HOST);
  return { app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1'), stop: () => app.close() };
}
