import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { requestHeaders, responseHeaders, type Forwarding } from './headers.js';

/** A service may be computing a run over years of facts; it is not down because it thinks. */
const ANSWER_WITHIN_MS = 120_000;

/**
 * Streams a request to `target` and its answer back; neither body is held in memory. Resolves when the answer has been
 * passed on; a caller who leaves ends the request to the service as well.
 * @throws when the service does not answer (nothing has been written to `response` then).
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  target: URL,
  forwarding: Forwarding,
): Promise<void> {
  const open = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const upstream = open(target, {
      method: request.method,
      headers: requestHeaders(request.headers, forwarding),
      timeout: ANSWER_WITHIN_MS,
    });
    upstream.on('timeout', () => upstream.destroy(new Error('no answer in time')));
    upstream.on('error', reject);
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers));
      answer.on('error', () => response.destroy()).pipe(response);
    });
    // A caller who left, or an answer before the whole body was read (413, 422): nobody wants the rest. It must still leave the caller's connection,
    // or the next request on it would wait behind it; the service's connection is given up.
    response.on('close', () => {
      resolve();
      if (response.writableFinished && upstream.writableFinished) return;
      request
        .unpipe(upstream)
        .on('data', () => undefined)
        .resume();
      upstream.destroy();
    });
    // Not `pipeline`: a service that answers before it has read everything (413, 422) must still be heard.
    request.pipe(upstream);
  });
}
