import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestContext } from '@ringvirkning/persistence';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

/** What Express adds to a request once a route matched. */
type RoutedRequest = IncomingMessage & { route?: { path?: unknown }; originalUrl?: string };

/** One line and one observation per request when its response ends: path without query string, no headers, no bodies. */
export const requestLog =
  (logger: Logger, metrics: Metrics) =>
  (request: RoutedRequest, response: ServerResponse, next: () => void): void => {
    const start = performance.now();
    const context = requestContext.get();
    response.once('close', () => requestContext.run(context, report));
    const report = (): void => {
      const seconds = (performance.now() - start) / 1000;
      const [method, status, route] = [request.method ?? '', response.statusCode, routeOf(request)];
      metrics.observeRequest({ method, route, status, seconds });
      const [path] = (request.originalUrl ?? request.url ?? '').split('?', 1);
      const level = isProbe(route) ? 'debug' : status >= 500 ? 'error' : 'info';
      logger[level]({ method, path, status, ms: Math.round(seconds * 10_000) / 10, aborted: response.writableFinished ? undefined : true }, 'request');
    };
    next();
  };

const routeOf = (request: RoutedRequest): string => (typeof request.route?.path === 'string' ? request.route.path : 'unmatched');
const isProbe = (route: string): boolean => route.startsWith('/health') || route === '/metrics';
