import { hideCpr } from './cpr.js';
import { CsvReader, type CsvRecord } from './csv-reader.js';
import { UnreadableFile, type Fault, type RowFault } from './fault.js';

/** Columns that a table may have, and those it must. */
export interface Columns {
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** What Danish tables call them. */
  readonly names?: Readonly<Record<string, string>>;
  /** What stands in a template already: a row with nothing else is one that nobody filled in, and is left out. */
  readonly prefilled?: readonly string[];
}

/** A row by its columns: trimmed texts, `''` where nothing stands; or why it is no row of this table. */
export interface Row {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly faults: readonly RowFault[];
  readonly sent: Sent;
}

/** A row as it was sent, for giving it back. */
export interface Sent {
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  readonly separator: string;
}

/**
 * Rows of a CSV table whose first row names its columns, piece by piece. Columns without a name may be there (spreadsheets add them) as long as nothing stands
 * in them. A row that ends before the last named column was cut off, and is faulty.
 */
export class TableReader {
  private readonly csv = new CsvReader();
  private columns: readonly string[] = [];
  private header: readonly string[] | undefined;
  /** The header as it is written. */
  private names: readonly string[] = [];
  private prefilled: readonly string[] = [];

  constructor(private readonly columnsOf: (header: readonly string[]) => Columns) {}

  /** @throws UnreadableFile */
  push(text: string): Row[] {
    return this.take(this.csv.push(text));
  }

  /** Rows that a spreadsheet gives, whose cells are apart already and whose numbers have a point. @throws UnreadableFile */
  pushCells(records: readonly CsvRecord[]): Row[] {
    return this.take(records);
  }

  /** What is left when no more text comes. @throws UnreadableFile, also `empty` */
  end(): Row[] {
    const rows = this.take(this.csv.end());
    if (!this.header) throw emptyFile();
    return rows;
  }

  private take(records: readonly CsvRecord[]): Row[] {
    const [first, ...others] = records;
    if (!first) return [];
    if (this.header) return this.rowsOf(records);
    this.names = writtenNames(first);
    this.columns = first.cells.slice(0, this.names.length);
    const columns = this.columnsOf(this.names);
    this.header = checkedHeader(first.row, this.names, columns);
    this.prefilled = columns.prefilled ?? [];
    return this.rowsOf(others);
  }

  private rowsOf(records: readonly CsvRecord[]): Row[] {
    return records.filter(({ cells }) => this.isFilledIn(cells)).map((record) => this.rowOf(record));
  }

  private isFilledIn(cells: readonly string[]): boolean {
    return (
      this.prefilled.length === 0 ||
      cells.some((cell, i) => cell !== '' && !this.prefilled.includes(this.header![i] ?? ''))
    );
  }

  private rowOf({ row, cells }: CsvRecord): Row {
    const header = this.header!;
    const named: Record<string, string> = {};
    for (const [i, column] of header.entries()) if (column !== '') named[column] = cells[i] ?? '';
    const faults = this.names.every((name, i) => name === nameOf(cells[i] ?? ''))
      ? [HEADER_AGAIN]
      : [
          ...(cells.length < header.length ? [SHORT] : []),
          ...(cells.some((cell, i) => cell !== '' && !header[i]) ? [OVERFULL] : []),
        ];
    return { row, cells: named, faults, sent: { columns: this.columns, cells, separator: this.csv.character } };
  }
}

/** A whole text at once. @throws UnreadableFile */
export function readTable(text: string, columnsOf: (header: readonly string[]) => Columns): Row[] {
  const reader = new TableReader(columnsOf);
  return [...reader.push(text), ...reader.end()];
}

const SHORT: Fault = {
  code: 'short',
  da: 'Rækken har færre felter end filen har kolonner; den ser ud til at være skåret af.',
  en: 'The row has fewer cells than the file has columns; it seems to be cut off.',
};
const OVERFULL: Fault = {
  code: 'overfull',
  da: 'Rækken har flere felter end filen har kolonner.',
  en: 'The row has more cells than the file has columns.',
};
const HEADER_AGAIN: Fault = {
  code: 'header-again',
  da: 'Rækken gentager kolonnernes navne. Slet den; sandsynligvis er flere filer lagt sammen.',
  en: 'The row repeats the names of the columns. Delete it; probably several files were joined.',
};

const nameOf = (cell: string): string => cell.normalize('NFC').toLowerCase();

/** The columns' names up to the last one, as they are written; those without a name are `''`. */
function writtenNames({ cells }: CsvRecord): string[] {
  const names = cells.map(nameOf);
  while (names.at(-1) === '') names.pop();
  return names;
}

/** The columns that these names stand for. @throws UnreadableFile `header` */
function checkedHeader(row: number, written: readonly string[], { known, required, names = {} }: Columns): string[] {
  const header = written.map((name) => known.find((column) => [column, names[column]].includes(name)) ?? name);
  const unknown = header.filter(
    (column, i) => column !== '' && !known.includes(column) && header.indexOf(column) === i,
  );
  const twice = header.filter((column, i) => column !== '' && header.indexOf(column) !== i);
  const missing = required.filter((column) => !header.includes(column));
  if (unknown.length + twice.length + missing.length === 0) return header;
  const danish = (column: string): string => names[column] ?? column;
  throw new UnreadableFile(
    {
      code: 'header',
      da: 'Filens første linje skal navngive kolonnerne.',
      en: 'The first line of the file must name the columns.',
    },
    {
      row,
      whatToDo: {
        da: `Brug kolonnerne ${known.map(danish).join(', ')}; ${required.map(danish).join(', ')} er påkrævet.`,
        en: `Use the columns ${known.join(', ')}; ${required.join(', ')} are required.`,
      },
      columns: [
        ...missing.map((column) => ({ column, ...missingColumn(column, danish(column)) })),
        ...unknown.map(hideCpr).map((column) => ({ column, ...unknownColumn(column) })),
        ...twice.map(hideCpr).map((column) => ({ column, ...columnTwice(column) })),
      ],
    },
  );
}

const missingColumn = (column: string, danish: string): Fault => ({
  code: 'column-missing',
  da: `Kolonnen ${danish} mangler.`,
  en: `The column ${column} is missing.`,
});
export const unknownColumn = (column: string): Fault => ({
  code: 'column-unknown',
  da: `Kolonnen «${column}» er ukendt.`,
  en: `The column «${column}» is unknown.`,
});
export const columnTwice = (column: string): Fault => ({
  code: 'column-twice',
  da: `Kolonnen «${column}» står to gange.`,
  en: `The column «${column}» is there twice.`,
});

export const emptyFile = (): UnreadableFile =>
  new UnreadableFile({
    code: 'empty',
    da: 'Filen er tom. Første række skal navngive kolonnerne.',
    en: 'The file is empty. The first row must name the columns.',
  });
