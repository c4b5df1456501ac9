import { UnreadableFile } from './fault.js';

/** A row as it stands in the file; `row` is its first line, counted from 1. */
export interface CsvRecord {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Longest row, in characters. */
export const MAX_ROW_LENGTH = 10_000;

/**
 * Rows of a CSV text, piece by piece; memory holds the piece and one row. Cells are separated by what a line `sep=` says, or else by whichever of `;`, `,` and
 * tab stands most often in the first row. Lines end with CRLF, LF or CR, also mixed. Cells may stand in quotes (`""` is a quote in them) and are trimmed; rows
 * with nothing in them are left out.
 */
export class CsvReader {
  private rest = '';
  private row = 1;
  private separator: Separator | undefined;
  private first = true;

  /** @throws UnreadableFile `malformed`, `row-too-long` */
  push(text: string): CsvRecord[] {
    this.rest += text;
    return this.read(false);
  }

  /** What is left when no more text comes. @throws UnreadableFile `malformed`, `row-too-long` */
  end(): CsvRecord[] {
    return this.read(true);
  }

  /** What separates cells; a semicolon until it is known. */
  get character(): string {
    return this.separator?.character ?? ';';
  }

  private read(last: boolean): CsvRecord[] {
    this.separator ??= separatorIn(this.rest, last);
    const records: CsvRecord[] = [];
    let from = 0;
    while (this.separator && from < this.rest.length) {
      if (this.rest[from] === '\n') {
        // Many lines of a file may be empty: nothing is looked for in them.
        this.row += 1;
        from += 1;
        continue;
      }
      const scanned = scan(this.rest, from, this.separator.character, last);
      if (scanned === 'broken') throw malformed(this.row);
      if (scanned === undefined) break;
      if (scanned.end - from > MAX_ROW_LENGTH) throw rowTooLong(this.row);
      if (scanned.cells.some((cell) => cell !== '')) {
        if (!(this.first && this.separator.said)) records.push({ row: this.row, cells: scanned.cells });
        this.first = false;
      }
      this.row += scanned.lines;
      from = scanned.end;
    }
    this.rest = this.rest.slice(from);
    if (this.rest.length > MAX_ROW_LENGTH) throw rowTooLong(this.row);
    return records;
  }
}

interface Separator {
  readonly character: string;
  /** By a line of its own. */
  readonly said: boolean;
}

const SEPARATORS = [';', ',', '\t'] as const;
const SAID = /^\s*"?sep=([^\w"])"?[;,\t ]*$/i;

/** From the first line that holds anything, once it has come whole. */
function separatorIn(text: string, last: boolean): Separator | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  if (!last) lines.pop();
  const line = lines.find((each) => /[^;,\s]/.test(each));
  const said = SAID.exec(line ?? '')?.[1];
  if (line === undefined || said !== undefined) return said === undefined ? undefined : { character: said, said: true };
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => outside.split(separator).length);
  return { character: SEPARATORS[counts.indexOf(Math.max(...counts))]!, said: false };
}

interface Scanned {
  readonly cells: readonly string[];
  readonly end: number;
  readonly lines: number;
}

const QUOTED = / *"([^"]*(?:""[^"]*)*)"(?!") */y;
const LINE_END = /\r\n|\n|\r/y;

/** One row; undefined when it has not come whole, `broken` when a quote is not closed or something stands behind it. */
function scan(text: string, from: number, separator: string, last: boolean): Scanned | 'broken' | undefined {
  const cells: string[] = [];
  let [at, lines] = [from, 1];
  for (;;) {
    const start = at;
    while (text[at] === ' ') at += 1;
    const isQuoted = text[at] === '"';
    if (isQuoted) {
      QUOTED.lastIndex = start;
      const quoted = QUOTED.exec(text)?.[1];
      if (quoted === undefined) return last ? 'broken' : undefined;
      at = QUOTED.lastIndex;
      lines += quoted.split(/\r\n|\n|\r/).length - 1;
      cells.push(quoted.replaceAll('""', '"').trim());
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
      cells.push(text.slice(start, at).trim());
    }
    // The next piece may begin with the second of two quotes, or with the LF of a CRLF.
    if (!last && (at === text.length || (text[at] === '\r' && at + 1 === text.length))) return undefined;
    if (at === text.length) return { cells, end: at, lines };
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    LINE_END.lastIndex = at;
    return LINE_END.test(text) ? { cells, end: LINE_END.lastIndex, lines } : 'broken';
  }
}

const KEPT = {
  da: 'Ret filen, og send den igen; rækker, der allerede er modtaget, tælles kun én gang.',
  en: 'Correct the file and send it again; rows that were received already count once only.',
};

export const rowTooLong = (row: number): UnreadableFile =>
  new UnreadableFile(
    {
      code: 'row-too-long',
      da: `Række ${row} er længere end ${MAX_ROW_LENGTH} tegn. Ofte mangler der et anførselstegn.`,
      en: `Row ${row} is longer than ${MAX_ROW_LENGTH} characters. Often a quote is missing.`,
    },
    { row, whatToDo: KEPT },
  );

export const malformed = (row: number): UnreadableFile =>
  new UnreadableFile(
    {
      code: 'malformed',
      da: `Række ${row} kan ikke læses; ofte mangler der et anførselstegn.`,
      en: `Row ${row} cannot be read; often a quote is missing.`,
    },
    { row, whatToDo: KEPT },
  );
