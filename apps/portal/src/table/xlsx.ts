import { isLocalDate, majorUnits, parseMinor } from '@ringvirkning/kernel';
import type { SheetCell } from '@ringvirkning/sheets';
import type { CsvWords } from './csv.js';
import { isFigure, kindOf, type MoneyValue, type Value } from './value.js';

/** Beyond this a spreadsheet's number would lose digits; such a figure goes as text. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

function figure(text: string, format: string): SheetCell {
  const digits = BigInt(text.replace(/\D/g, '') || '0');
  return digits > EXACT ? text : { number: Number(text), format };
}

/** A value as a typed cell: a number is a number, a day a day, and text is text, which no spreadsheet runs. */
export function xlsxCell(value: Value, { hidden, moment }: CsvWords): SheetCell {
  switch (kindOf(value)) {
    case 'none':
      return value === null ? hidden : null;
    case 'text':
      return value as string;
    case 'number':
      return value as number;
    case 'money': {
      const { amount, currency } = value as MoneyValue;
      if (amount === null) return hidden;
      const text = majorUnits(parseMinor(amount), currency);
      return figure(text, `#,##0${text.includes('.') ? `.${'0'.repeat(text.split('.')[1]!.length)}` : ''}`);
    }
    case 'day': {
      const { day } = value as { day: string };
      return isLocalDate(day) ? { day } : day;
    }
    case 'at':
      return moment((value as { at: string }).at);
    case 'decimal': {
      const { decimal } = value as { decimal: string };
      return /^-?\d+(\.\d+)?$/.test(decimal) ? figure(decimal, '0.#########') : decimal;
    }
    case 'share':
      return { number: (value as { share: number }).share, format: '0.0 %' };
  }
}

/** Rows as a workbook of one sheet. */
export async function xlsxOf(
  titles: readonly string[],
  rows: readonly (readonly Value[])[],
  told: CsvWords,
): Promise<Blob> {
  const { workbook } = await import('@ringvirkning/sheets');
  const columns = titles.map((title, at) => ({ title, isOfFigures: rows[0] !== undefined && isFigure(rows[0][at]) }));
  const cells = rows.map((row) => row.map((value) => xlsxCell(value, told)));
  return new Blob([workbook([{ name: 'Data', columns, rows: cells }])], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}
