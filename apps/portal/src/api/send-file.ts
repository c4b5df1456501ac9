import { answerTo, ownHeaders, problemIn, CORRELATION } from './http.js';
import { connectionLost, ProblemError, type ProblemDetails } from './problem.js';

export interface Sending {
  readonly path: string;
  readonly body: Blob;
  readonly contentType: string;
  readonly signal: AbortSignal;
  /** How many rows have been worked on. */
  progress(rows: number): void;
}

/** Sends a file and hears how far the work on it is, until its result. @throws ProblemError */
export async function sendFile<T>({ path, body, contentType, signal, progress }: Sending): Promise<T> {
  const headers = { ...ownHeaders(), accept: 'text/event-stream, application/json', 'content-type': contentType };
  const response = await answerTo(path, { method: 'POST', headers, body, signal });
  const correlationId = response.headers.get(CORRELATION);
  if (!response.ok) throw problemIn(response.status, await response.text(), correlationId);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return (await response.json()) as T;
  for await (const { name, data } of events(response.body!)) {
    if (name === 'progress') progress((data as { rows: number }).rows);
    if (name === 'problem') throw problemIn((data as ProblemDetails).status, JSON.stringify(data), correlationId);
    if (name === 'done') return data as T;
  }
  throw new ProblemError(connectionLost);
}

/** Server-sent events as they arrive; each is a name and JSON on one line. */
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ name: string; data: unknown }> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(new ProblemError(connectionLost)));
    if (done) return;
    const parts = (text + decoder.decode(value, { stream: true })).split('\n\n');
    text = parts.pop()!;
    for (const part of parts) {
      const [, name = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
      yield { name, data: JSON.parse(data) };
    }
  }
}
