import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';

/** A row of a table; `row` is its line, or its number in the sheet, from 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}
export type Faults = ErrorDetail[];

/** The name of a cell as a spreadsheet shows it: `C7`. */
export function cellName({ row }: Pick<TableRow, 'row'>, at: number): string {
  let [letters, left] = ['', at];
  for (;;) {
    letters = String.fromCharCode(65 + (left % 26)) + letters;
    if (left < 26) return `${letters}${row}`;
    left = Math.floor(left / 26) - 1;
  }
}

/** Adds a fault of a cell; `{name}` in its sentences is a param. */
export function faultAt(
  faults: Faults,
  row: Pick<TableRow, 'row'>,
  at: number,
  code: string,
  { da, en }: Sentence,
  params: Readonly<Record<string, string>> = {},
): undefined {
  const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '');
  faults.push({
    code: `benefits.${code}`,
    path: cellName(row, at),
    row: row.row,
    column: at + 1,
    da: filled(da),
    en: filled(en),
  });
  return undefined;
}
