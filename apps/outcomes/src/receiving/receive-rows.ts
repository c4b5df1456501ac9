import type { IncomingMessage } from 'node:http';
import { REQUIRED_COLUMNS } from '@ringvirkning/outcomes-domain';
import {
  FACT_COLUMNS,
  factColumns,
  NdjsonReader,
  TableReader,
  TextReader,
  UnreadableFile,
  type Columns,
  type Row,
} from '@ringvirkning/reading';
import { brokenOff } from './file-errors.js';

const OF_CLAIMS = (): Columns => factColumns(REQUIRED_COLUMNS);

/**
 * Works on a request whose body may not be read to its end: what is left of it must be read, or the caller would not get to the answer, nor the next request over
 * this connection to us. The reader that gave up still listens, and would keep it from flowing.
 */
export async function readToTheEnd<T>(request: IncomingMessage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    request
      .removeAllListeners('readable')
      .on('data', () => undefined)
      .resume();
  }
}

/** Rows of a request's body as they arrive. @throws DomainError for a file that cannot be read on, or was cut off. */
export async function* receiveRows(
  request: IncomingMessage,
  columnsOf: (header: readonly string[]) => Columns = OF_CLAIMS,
): AsyncGenerator<Row[]> {
  const text = new TextReader();
  const rows = request.headers['content-type']?.startsWith('application/x-ndjson')
    ? new NdjsonReader(FACT_COLUMNS)
    : new TableReader(columnsOf);
  // The socket must outlive an early end of the loop, or the caller would not see the answer.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const received = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await received.next().catch(() => Promise.reject(brokenOff()));
      if (!next.done) yield rows.push(text.push(next.value));
      else {
        yield rows.push(text.end());
        yield rows.end();
        return;
      }
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error.as('outcomes.import-') : error;
  }
}
