import { majorUnits, parseMinor } from '@ringvirkning/kernel';
import writeXlsxFile, { type Cell } from 'write-excel-file/browser';
import type { CsvWords } from './csv.js';
import { isFigure, kindOf, type MoneyValue, type Value } from './value.js';

/** Beyond this a spreadsheet's number would lose digits; such a figure goes as text. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);
const HEAD = { fontWeight: 'bold', wrap: true } as const;

/** Text that a workbook can hold: no control characters, no half characters. */
const clean = (text: string): string => text.toWellFormed().replace(/[^\P{Cc}\t\r\n]/gu, '');
const words = (text: string): Cell => ({ value: clean(text), type: String });

function figure(text: string, format: string): Cell {
  const digits = BigInt(text.replace(/\D/g, '') || '0');
  return digits > EXACT ? words(text) : { value: Number(text), type: Number, format };
}

/** A value as a typed cell: a number is a number, a day a day, and text is text, which no spreadsheet runs. */
export function xlsxCell(value: Value, { hidden, moment }: CsvWords): Cell {
  switch (kindOf(value)) {
    case 'none':
      return value === null ? words(hidden) : null;
    case 'text':
      return words(value as string);
    case 'number':
      return { value: value as number, type: Number };
    case 'money': {
      const { amount, currency } = value as MoneyValue;
      if (amount === null) return words(hidden);
      const text = majorUnits(parseMinor(amount), currency);
      return figure(text, `#,##0${text.includes('.') ? `.${'0'.repeat(text.split('.')[1]!.length)}` : ''}`);
    }
    case 'day':
      return { value: new Date(`${(value as { day: string }).day}T00:00:00Z`), type: Date, format: 'dd-mm-yyyy' };
    case 'at':
      return words(moment((value as { at: string }).at));
    case 'decimal': {
      const { decimal } = value as { decimal: string };
      return /^-?\d+(\.\d+)?$/.test(decimal) ? figure(decimal, '0.#########') : words(decimal);
    }
    case 'share':
      return { value: (value as { share: number }).share, type: Number, format: '0.0 %' };
  }
}

/** Rows as a workbook of one sheet, its head fixed. */
export async function xlsxOf(
  titles: readonly string[],
  rows: readonly (readonly Value[])[],
  told: CsvWords,
): Promise<Blob> {
  const head = titles.map((title, at) => ({
    value: clean(title),
    type: String,
    align: rows[0] && isFigure(rows[0][at]) ? ('right' as const) : ('left' as const),
    ...HEAD,
  }));
  return writeXlsxFile([head, ...rows.map((row) => row.map((value) => xlsxCell(value, told)))], {
    columns: titles.map((title) => ({ width: Math.min(Math.max(title.length + 4, 14), 40) })),
    stickyRowsCount: 1,
  }).toBlob();
}
