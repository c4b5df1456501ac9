import type { IncomingMessage } from 'node:http';
import { TextDecoder } from 'node:util';
import { brokenOff, wrongEncoding } from './import-errors.js';

/** A request's body as text, chunk by chunk. @throws DomainError when it is not UTF-8, or was cut off. */
export async function* readText(request: IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // The socket must outlive an early end of the loop, or the caller would not see the answer.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const received = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await received.next().catch(() => Promise.reject(brokenOff()));
    const text = decode(decoder, next.done ? undefined : next.value);
    if (text !== '') yield text;
    if (next.done) return;
  }
}

function decode(decoder: TextDecoder, bytes: Buffer | undefined): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw wrongEncoding();
  }
}
