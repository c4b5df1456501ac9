import { connectionLost, ProblemError, problemOf } from './problem.js';

export interface Write {
  readonly method?: 'POST' | 'PUT' | 'DELETE' | undefined;
  readonly path: string;
  /** JSON-able; or a text or file with a type of its own (a terms document, a CSV file). A file goes out byte for byte. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly idempotencyKey: string;
  readonly signal?: AbortSignal | undefined;
}

let acting: string | undefined;

/** Says for whom the pages are drawn. A write tells it, so that a page never acts in the name of somebody who signed in elsewhere meanwhile. */
export const actAs = (subject: string | undefined): void => {
  acting = subject;
};

/** Reads a resource. @throws ProblemError */
export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  call<T>(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });

/** Changes something. The same key with the same body has one effect, however often it is sent. @throws ProblemError */
export function write<T>({ method = 'POST', path, body, contentType, idempotencyKey, signal }: Write): Promise<T> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'x-requested-with': 'ringvirkning',
    'idempotency-key': idempotencyKey,
    'content-type': contentType ?? 'application/json',
    ...(acting === undefined ? {} : { 'x-acting-subject': acting }),
  };
  return call<T>(path, {
    method,
    headers,
    body: contentType === undefined ? JSON.stringify(body ?? {}) : (body as BodyInit),
    ...(signal ? { signal } : {}),
  });
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    throw init.signal?.aborted ? error : new ProblemError(connectionLost);
  });
  const text = await response.text();
  const body: unknown = parse(text);
  if (!response.ok)
    throw new ProblemError(problemOf(response.status, body, response.headers.get('x-correlation-id') ?? undefined));
  return body as T;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `?a=1&b=2` of the members that have a value. */
export function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return present.length === 0
    ? ''
    : `?${new URLSearchParams(present.map(([name, value]) => [name, String(value)])).toString()}`;
}
