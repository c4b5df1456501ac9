import type { TableRow } from '@ringvirkning/benefits-domain';
import { CsvReader, UnreadableFile } from '@ringvirkning/reading';
import { workbookRows } from '@ringvirkning/sheets';
import type { LoadPlan } from '@ringvirkning/benefits-api';

/** A result table has some dozen rows; what has more is another file. */
const MOST_ROWS = 500;

/** The table as rows of cells, from a CSV, from what was copied out of a spreadsheet, or from a workbook's first sheet. @throws DomainError `benefits.plan-…` */
export async function planRows(sent: LoadPlan): Promise<TableRow[]> {
  try {
    return 'text' in sent ? rowsOfText(sent.text) : await rowsOfWorkbook(Buffer.from(sent.workbook, 'base64'));
  } catch (error) {
    if (error instanceof UnreadableFile) throw error.as('benefits.plan-');
    throw error;
  }
}

async function rowsOfWorkbook(bytes: Uint8Array): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const some of workbookRows(() => once(bytes))) {
    rows.push(...some);
    if (rows.length > MOST_ROWS) throw tooManyRows();
  }
  return rows;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The lines above the table have fewer separators than the table: the line with most tells which it is. */
function rowsOfText(text: string): TableRow[] {
  const counts = [';', '\t', ','].map((separator) =>
    Math.max(...text.split(/\r\n|\n|\r/).map((line) => line.split(separator).length)),
  );
  const separator = [';', '\t', ','][counts.indexOf(Math.max(...counts))]!;
  const reader = new CsvReader();
  const rows = [...reader.push(`sep=${separator}\n${text}`), ...reader.end()];
  if (rows.length > MOST_ROWS) throw tooManyRows();
  return rows.map(({ row, cells }) => ({ row: row - 1, cells }));
}

const tooManyRows = (): UnreadableFile =>
  new UnreadableFile({
    code: 'too-many-rows',
    da: `Tabellen har over ${MOST_ROWS} rækker. Send resultattabellen alene.`,
    en: `The table has more than ${MOST_ROWS} rows. Send the result table alone.`,
  });
