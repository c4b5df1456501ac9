import { hideCpr } from './cpr.js';
import { malformed, MAX_ROW_LENGTH, rowTooLong } from './csv-reader.js';
import type { Fault, RowFault } from './fault.js';
import { unambiguous } from './number.js';
import { columnTwice, emptyFile, unknownColumn, type Row } from './table-reader.js';

/** Rows of newline-delimited JSON, piece by piece: one object per line, whose members are the columns and whose values are texts or numbers. */
export class NdjsonReader {
  private rest = '';
  private row = 0;

  constructor(private readonly known: readonly string[]) {}

  /** @throws UnreadableFile `malformed` for a line that is no object, `row-too-long` */
  push(text: string): Row[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    // A line without end would otherwise be collected for ever.
    this.rest = lines.pop()!;
    if (this.rest.length > MAX_ROW_LENGTH) throw rowTooLong(this.row + lines.length + 1);
    return lines.flatMap((line) => this.read(line));
  }

  /** What is left when no more text comes. @throws UnreadableFile, also `empty` */
  end(): Row[] {
    const rows = this.rest === '' ? [] : this.read(this.rest);
    if (this.row === 0) throw emptyFile();
    return rows;
  }

  private read(line: string): Row[] {
    this.row += 1;
    if (line.length > MAX_ROW_LENGTH) throw rowTooLong(this.row);
    return line.trim() === '' ? [] : [readObject(line, this.row, this.known)];
  }
}

/** Member and value of a valid object without objects or lists in it. */
const MEMBERS = /("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}]+)/g;

function readObject(line: string, row: number, known: readonly string[]): Row {
  const value = parsed(line);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw malformed(row);
  const faults: RowFault[] = Object.entries(value)
    .filter(([, member]) => typeof member === 'boolean' || (typeof member === 'object' && member !== null))
    .map(([column]) => ({ column: hideCpr(column), ...NOT_TEXT }));
  const cells: Record<string, string> = {};
  for (const [, name, token] of faults.length > 0 ? [] : line.matchAll(MEMBERS)) {
    const column = JSON.parse(name!) as string;
    const told = hideCpr(column);
    if (!known.includes(column)) faults.push({ column: told, ...unknownColumn(told) });
    else if (Object.hasOwn(cells, column)) faults.push({ column, ...columnTwice(column) });
    else if (/^-?\d{16,}/.test(token!)) faults.push({ column, ...TOO_LONG });
    cells[column] = textOf(token!);
  }
  const sent = { columns: known, cells: known.map((column) => cells[column] ?? ''), separator: ';' };
  return { row, cells, faults, sent };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function textOf(token: string): string {
  if (token === 'null') return '';
  if (token.startsWith('"')) return (JSON.parse(token) as string).trim();
  // What may be thousands in a text are decimals in a number.
  return unambiguous(token);
}

const NOT_TEXT: Fault = {
  code: 'not-text',
  da: 'Feltet skal være en tekst eller et tal.',
  en: 'The member must be a text or a number.',
};
/** Above 2^53 most programs round. */
const TOO_LONG: Fault = {
  code: 'number-too-long',
  da: 'Tallet har flere end 15 cifre og kan være blevet afrundet. Skriv det som tekst, i anførselstegn.',
  en: 'The number has more than 15 digits and may have been rounded. Write it as a text, in quotes.',
};
