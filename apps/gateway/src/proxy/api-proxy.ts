import type { RequestHandler } from 'express';
import type { ServiceUrls } from '../config.js';
import { correlationIdOf } from '../edge/correlation.js';
import { problems, sendProblem } from '../edge/problem.js';
import type { Sessions } from '../sign-in/sessions.js';
import { callerOf } from './caller.js';
import { forward } from './forward.js';
import { targetOf } from './target.js';

/** Routes `/api/<service>/…` to the service that owns it. Whether the caller may do it is for the service to say. */
export function apiProxy(services: ServiceUrls, sessions: Sessions, ownOrigin: string): RequestHandler {
  return async (request, response, next) => {
    const target = targetOf(request.originalUrl, services);
    if (!target) return next();
    const correlationId = correlationIdOf(request);
    const caller = await callerOf(request, response, sessions, ownOrigin);
    if (caller.refused) return sendProblem(response, caller.refused, correlationId);
    try {
      await forward(request, response, target.url, { bearer: caller.bearer, correlationId, from: request.socket.remoteAddress });
    } catch {
      if (response.headersSent) response.destroy();
      else sendProblem(response, problems.serviceDown(target.service), correlationId);
    }
  };
}
