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
import { workbookRows } from '@ringvirkning/sheets';
import { takingTurns } from '@ringvirkning/workers';
import { brokenOff } from './file-errors.js';

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

/** Media type of a workbook (XLSX). */
export const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type ColumnsOf = (header: readonly string[]) => Columns;
/** Rows of the template for which there is nobody yet may stay in it. */
const CLAIM_COLUMNS: Columns = { ...factColumns(REQUIRED_COLUMNS), prefilled: ['outcome', 'follow_up', 'reason'] };
export const OF_CLAIMS: ColumnsOf = () => CLAIM_COLUMNS;

/** Rows of a request's body as they arrive. @throws DomainError for a file that cannot be read on, or was cut off. */
export async function* receiveRows(request: IncomingMessage): AsyncGenerator<Row[]> {
  yield* rowsOfText(bytesOf(request), isJson(request), OF_CLAIMS);
}

export const isJson = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('application/x-ndjson') === true;

/** The socket must outlive an early end of the loop, or the caller would not see the answer. */
export async function* bytesOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  const received = (request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  for (;;) {
    const next = await received.next().catch(() => Promise.reject(brokenOff()));
    if (next.done) return;
    yield next.value;
  }
}

/** Rows of a text; many pieces may be there at once, and others have their turn between them. @throws DomainError for one that cannot be read on */
export async function* rowsOfText(
  bytes: AsyncIterable<Uint8Array>,
  json: boolean,
  columnsOf: ColumnsOf,
): AsyncGenerator<Row[]> {
  const text = new TextReader();
  const rows = json ? new NdjsonReader(FACT_COLUMNS) : new TableReader(columnsOf);
  const turns = takingTurns();
  try {
    for await (const piece of bytes) {
      yield rows.push(text.push(piece));
      await turns();
    }
    yield rows.push(text.end());
    yield rows.end();
  } catch (error) {
    throw asImportError(error);
  }
}

/** Rows of a workbook's first sheet. @throws DomainError for one that cannot be read */
export async function* rowsOfWorkbook(
  open: () => AsyncIterable<Uint8Array>,
  columnsOf: ColumnsOf,
): AsyncGenerator<Row[]> {
  const rows = new TableReader(columnsOf);
  const turns = takingTurns();
  try {
    for await (const records of workbookRows(open)) {
      yield rows.pushCells(records);
      await turns();
    }
    yield rows.end();
  } catch (error) {
    throw asImportError(error);
  }
}

export const asImportError = (error: unknown): unknown =>
  error instanceof UnreadableFile ? error.as('outcomes.import-') : error;
