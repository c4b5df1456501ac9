import { drawAnew } from './another-person.js';
import { connectionLost, ProblemError, problemOf } from './problem.js';

export interface Write {
  readonly method?: 'POST' | 'PUT' | 'DELETE' | undefined;
  readonly path: string;
  /** JSON-able; or a text or file with a type of its own (a terms document, a CSV file). A file goes out byte for byte. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  readonly idempotencyKey: string;
  readonly signal?: AbortSignal | undefined;
  /** Goes on when the page is left meanwhile. */
  readonly keepalive?: boolean | undefined;
}

let acting: string | undefined;

/** Says for whom the pages are drawn. A write tells it, so that a page never acts in the name of somebody who signed in elsewhere meanwhile. */
export const actAs = (subject: string | undefined): void => {
  if (isAnother(acting, subject)) drawAnew();
  else acting = subject;
};

/** Whether a page drawn for one person is looked at by another. */
export const isAnother = (before: string | undefined, now: string | undefined): boolean =>
  before !== undefined && now !== undefined && before !== now;

/** Reads a resource. @throws ProblemError */
export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  call<T>(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });

/** Changes something. The same key with the same body has one effect, however often it is sent. @throws ProblemError */
export function write<T>({
  method = 'POST',
  path,
  body,
  contentType,
  idempotencyKey,
  signal,
  keepalive,
}: Write): Promise<T> {
  const headers: Record<string, string> = {
    ...ownHeaders(),
    'idempotency-key': idempotencyKey,
    'content-type': contentType ?? 'application/json',
  };
  return call<T>(path, {
    method,
    headers,
    body: contentType === undefined ? JSON.stringify(body ?? {}) : (body as BodyInit),
    ...(signal ? { signal } : {}),
    ...(keepalive ? { keepalive } : {}),
  });
}

/** What every write of a page says of itself. */
export const ownHeaders = (): Record<string, string> => ({
  accept: 'application/json',
  'x-requested-with': 'ringvirkning',
  ...(acting === undefined ? {} : { 'x-acting-subject': acting }),
});

/** Reads a file. @throws ProblemError */
export async function getBytes(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await answerTo(path, signal ? { signal } : {});
  if (!response.ok) throw problemIn(response.status, await response.text(), response.headers.get(CORRELATION));
  return new Uint8Array(await response.arrayBuffer());
}

/** A question that must not stand in an address, such as what somebody looks for. @throws ProblemError */
export const ask = <T>(path: string, body: unknown): Promise<T> =>
  call<T>(path, {
    method: 'POST',
    headers: { ...ownHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A page set for paper, as PDF. Nothing of it stands in an address. @throws ProblemError */
export async function printed(sheet: unknown): Promise<Blob> {
  const headers = { ...ownHeaders(), accept: 'application/pdf', 'content-type': 'application/json' };
  const response = await answerTo('/api/sheets', { method: 'POST', headers, body: JSON.stringify(sheet) });
  if (!response.ok) throw problemIn(response.status, await response.text(), response.headers.get(CORRELATION));
  return response.blob();
}

export interface Upload {
  readonly path: string;
  readonly file: File;
  readonly signal: AbortSignal;
  /** How much has been sent, 0–1. */
  progress(share: number): void;
}

/** Sends a file byte for byte, with its name in a header, and tells how far it is, which `fetch` cannot. @throws ProblemError */
export const upload = <T>({ path, file, signal, progress }: Upload): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(ownHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()));
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ProblemError(connectionLost));
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(parse(responseText) as T);
      else reject(problemIn(status, responseText, request.getResponseHeader(CORRELATION)));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

export const CORRELATION = 'x-correlation-id';
export function problemIn(status: number, text: string, correlationId: string | null): ProblemError {
  const problem = problemOf(status, parse(text), correlationId ?? undefined);
  if (problem.code === 'gateway.other-person') drawAnew();
  return new ProblemError(problem);
}

export const answerTo = (path: string, init: RequestInit): Promise<Response> =>
  fetch(path, init).catch((error: unknown) => {
    throw init.signal?.aborted ? error : new ProblemError(connectionLost);
  });

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const response = await answerTo(path, init);
  const text = await response.text();
  if (!response.ok) throw problemIn(response.status, text, response.headers.get(CORRELATION));
  return parse(text) as T;
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
