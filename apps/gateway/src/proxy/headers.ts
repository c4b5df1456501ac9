import type { IncomingHttpHeaders } from 'node:http';

/** RFC 9110 § 7.6.1: these speak of one connection and end there. */
const HOP_BY_HOP = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What a caller must not decide for us: where a request came from, or who is asking. */
const SPOOFABLE =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|x-original-.*|x-rewrite-.*|x-http-method-override|x-rv-.*|via)$/;

const namedInConnection = (headers: IncomingHttpHeaders): string[] =>
  (headers.connection ?? '')
    .split(',')
    .map((token) => token.trim().toLowerCase())
    .filter(Boolean);

function withoutHops(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const dropped = new Set([...HOP_BY_HOP, ...namedInConnection(headers)]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

export interface Forwarding {
  readonly bearer: string | undefined;
  readonly correlationId: string;
  /** The address of the caller's socket. */
  readonly from: string | undefined;
}

/** The headers a service sees: the caller's, without cookies, hop-by-hop and spoofable ones; with the bearer and correlation id we decided. */
export function requestHeaders(
  headers: IncomingHttpHeaders,
  { bearer, correlationId, from }: Forwarding,
): IncomingHttpHeaders {
  const kept = Object.fromEntries(
    Object.entries(withoutHops(headers)).filter(
      ([name]) =>
        !SPOOFABLE.test(name) && !['cookie', 'authorization', 'host', 'expect', 'x-requested-with'].includes(name),
    ),
  );
  // A body of unknown length stays chunked; without this Node would send none for methods it thinks have no body.
  const chunked = headers['transfer-encoding'] === undefined ? {} : { 'transfer-encoding': 'chunked' };
  return {
    ...kept,
    ...chunked,
    'x-correlation-id': correlationId,
    ...(from ? { 'x-forwarded-for': from } : {}),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  };
}

/** The headers the caller sees: the service's, without hop-by-hop ones and cookies, so that a service cannot touch the session. */
export function responseHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(withoutHops(headers)).filter(([name]) => name !== 'set-cookie' && name !== 'x-powered-by'),
  );
}
