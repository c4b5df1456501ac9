import { pipeline, Readable } from 'node:stream';
import { IMPORT_COLUMNS, REQUIRED_COLUMNS, type ImportColumn } from '@ringvirkning/outcomes-domain';
import { CsvError, parse, type Info } from 'csv-parse';
import { emptyFile, malformedRow, MAX_ROW_LENGTH, rowTooLong, wrongHeader } from './import-errors.js';

/** A row as it stands in the file; `row` counts from 1, the header included. */
export interface RawRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
  /** More cells than the header has columns: something is wrong with a separator. */
  readonly overfull: boolean;
}

/**
 * Rows of a CSV file with header. `;` or `,`, whichever the header uses; a byte order mark and empty lines are skipped.
 * @throws DomainError for a header that does not fit, an unclosed quote, a row that is too long.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  const { first, rest } = await firstLine(text);
  const delimiter = first.includes(';') ? ';' : ',';
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_LENGTH,
  });
  // Unlike pipe, a pipeline hands a fault of the source (encoding, broken off) to the parser, where the loop below meets it.
  pipeline(Readable.from(rest), parser, () => undefined);
  let header: ImportColumn[] | undefined;
  let row = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      row = info.lines;
      if (header)
        yield {
          row,
          cells: Object.fromEntries(header.map((column, i) => [column, record[i] ?? ''])),
          overfull: record.length > header.length,
        };
      else header = readHeader(record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === 'CSV_MAX_RECORD_SIZE' ? rowTooLong(row + 1) : malformedRow(row + 1);
  }
  if (!header) throw emptyFile();
}

/** Rows of newline-delimited JSON: one object per line, whose members are the columns. @throws DomainError for a line that is not an object, or too long. */
export async function* readNdjson(text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  let row = 0;
  for await (const line of lines(text)) {
    row += 1;
    if (line.length > MAX_ROW_LENGTH) throw rowTooLong(row);
    if (line.trim() !== '') yield { row, cells: readObject(line, row), overfull: false };
  }
  if (row === 0) throw emptyFile();
}

function readHeader(record: readonly string[]): ImportColumn[] {
  const columns = record.map((cell) => cell.toLowerCase());
  checkColumns(columns);
  return columns as ImportColumn[];
}

function checkColumns(columns: readonly string[]): void {
  const unknown = columns.filter(
    (column, i) => !(IMPORT_COLUMNS as readonly string[]).includes(column) || columns.indexOf(column) !== i,
  );
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (unknown.length + missing.length > 0) throw wrongHeader(unknown, missing);
}

function readObject(line: string, row: number): RawRow['cells'] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw malformedRow(row);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw malformedRow(row);
  const cells = Object.entries(value).filter(([, cell]) => cell !== null);
  if (row === 1) checkColumns(cells.map(([column]) => column));
  return Object.fromEntries(cells.map(([column, cell]) => [column, String(cell)]));
}

/** What comes before the first line break, and the whole text again. */
async function firstLine(text: AsyncIterable<string>): Promise<{ first: string; rest: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]();
  let start = '';
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    start += next.value;
    if (start.includes('\n') || start.length > MAX_ROW_LENGTH) break;
  }
  async function* whole(): AsyncGenerator<string> {
    if (start !== '') yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { first: start.split('\n', 1)[0] ?? '', rest: whole() };
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
    // A line without end would otherwise be collected for ever.
    if (rest.length > MAX_ROW_LENGTH) break;
  }
  if (rest !== '') yield rest;
}
