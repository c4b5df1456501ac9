import { CORRELATION_HEADER } from '@ringvirkning/http';
import type { RequestHandler } from 'express';
import type { ServiceUrls } from '../config.js';
import { problems } from '../edge/problem.js';
import { isWrite, retryAfter, type MaintenanceState } from '../maintenance/maintenance.js';
import type { Sessions } from '../sign-in/sessions.js';
import { callerOf } from './caller.js';
import { forward } from './forward.js';
import { targetOf } from './target.js';

/** Routes `/api/<service>/…` to the service that owns it. Whether the caller may do it is for the service to say; while the instance is being worked on nobody may write. */
export function apiProxy(
  services: ServiceUrls,
  sessions: Sessions,
  ownOrigin: string,
  maintenance: MaintenanceState,
): RequestHandler {
  return async (request, response, next) => {
    const target = targetOf(request.originalUrl, services);
    if (!target) return next();
    const working = isWrite(request.method, target.url.pathname) ? await maintenance.read() : undefined;
    if (working) {
      response.setHeader('Retry-After', retryAfter(working, Date.now()));
      return next(problems.maintenance());
    }
    const { bearer, refused } = await callerOf(request, response, sessions, ownOrigin).catch((error: unknown) => ({
      bearer: undefined,
      refused: error,
    }));
    if (refused) return next(refused);
    try {
      await forward(request, response, target.url, {
        bearer,
        correlationId: String(response.getHeader(CORRELATION_HEADER)),
        from: request.socket.remoteAddress,
      });
    } catch {
      next(problems.serviceDown(target.service));
    }
  };
}
