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
  return {
    ...kept,
    ...lengthOf(headers),
    'x-correlation-id': correlationId,
    ...(from ? { 'x-forwarded-for': from } : {}),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
  };
}

/**
 * How far a body goes is what we read, whatever `connection` names: a body without its length, of a method that has none as a rule, would be read
 * as the next request. One of unknown length stays chunked.
 */
function lengthOf(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  if (headers['transfer-encoding'] !== undefined) return { 'transfer-encoding': 'chunked' };
  return headers['content-length'] === undefined ? {} : { 'content-length': headers['content-length'] };
}

/** The headers the caller sees: the service's, without hop-by-hop ones and cookies, so that a service cannot touch the session. */
export function responseHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(withoutHops(headers)).filter(([name]) => name !== 'set-cookie' && name !== 'x-powered-by'),
  );
}
