import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ids } from '@ringvirkning/kernel';
import { requestContext } from '@ringvirkning/persistence';

export const CORRELATION_HEADER = 'X-Correlation-Id';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whoever has not been authenticated sees no rows. */
export const NOBODY = { subject: 'anonymous', organisation: '', roles: [] } as const;

/** Must be the first middleware: takes the caller's correlation id when it is a UUID, otherwise makes one; answers with it and opens the request context. */
export const correlation =
  (ids: Ids) =>
  (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const given = request.headers[CORRELATION_HEADER.toLowerCase()];
    const correlationId = typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : ids.next();
    response.setHeader(CORRELATION_HEADER, correlationId);
    requestContext.run({ actor: NOBODY, correlationId }, next);
  };
