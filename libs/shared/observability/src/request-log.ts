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
      logger[levelOf(route, status)](
        {
          method,
          path,
          status,
          ms: Math.round(seconds * 10_000) / 10,
          aborted: response.writableFinished ? undefined : true,
        },
        'request',
      );
    };
    next();
  };

const routeOf = (request: RoutedRequest): string =>
  typeof request.route?.path === 'string' ? request.route.path : 'unmatched';

/** 503 tells of something else that is away, which has its own line. */
function levelOf(route: string, status: number): 'debug' | 'info' | 'warn' | 'error' {
  if (route.startsWith('/health') || route === '/metrics') return 'debug';
  if (status === 503) return 'warn';
  return status >= 500 ? 'error' : 'info';
}
