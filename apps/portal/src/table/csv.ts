import { majorUnits, parseMinor } from '@ringvirkning/kernel';
import { kindOf, type MoneyValue, type Value } from './value.js';

/** What the file says in place of a figure that is withheld. */
export interface CsvWords {
  readonly hidden: string;
  /** A moment in Danish time, as `2026-06-30 14:05`. */
  moment(at: string): string;
}

/** What a spreadsheet would run as a formula when it opens the file, also in the wide forms of East Asian keyboards. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r\n＝＋－＠]/;
const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `2026-06-30` as Danish spreadsheets read a date. */
export const danishDay = (day: string): string => day.split('-').reverse().join('-');

const danishDecimal = (decimal: string): string => decimal.replace('.', ',');

/** A value as Danish Excel reads it. Only text can be taken for a formula: a negative amount is a number. */
export function csvCell(value: Value, { hidden, moment }: CsvWords): string {
  switch (kindOf(value)) {
    case 'none':
      return value === null ? hidden : '';
    case 'text':
      return quoted(guarded(value as string));
    case 'number':
      return danishDecimal(String(value as number));
    case 'money': {
      const { amount, currency } = value as MoneyValue;
      return amount === null ? hidden : danishDecimal(majorUnits(parseMinor(amount), currency));
    }
    case 'day':
      return danishDay((value as { day: string }).day);
    case 'at':
      return moment((value as { at: string }).at);
    case 'decimal':
      return quoted(guarded(danishDecimal((value as { decimal: string }).decimal)));
    case 'share':
      return danishDecimal((value as { share: number }).share.toFixed(4));
  }
}

/** Rows as a file that Danish Excel opens by double click: byte order mark, semicolons, decimal commas, lines that end as Windows ends them. */
export const csvOf = (titles: readonly string[], rows: readonly (readonly Value[])[], words: CsvWords): string =>
  `\ufeff${[titles, ...rows].map((row) => row.map((value) => csvCell(value, words)).join(';')).join('\r\n')}\r\n`;
