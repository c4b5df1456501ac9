import { hideCpr, type Row } from '@ringvirkning/reading';
import type { Sentence } from '@ringvirkning/kernel';
import type { ImportReport } from '@ringvirkning/outcomes-api';

export type Language = 'da' | 'en';

const MAX_ROWS = 10_000;
const REASON = { da: 'fejl', en: 'reason' } as const;

/** The rows that were not taken, as they were sent and with why: a file to mend and send again. Personal numbers do not travel back. */
export class ReturnedRows {
  private readonly rows: { readonly row: Row; readonly reason: string }[] = [];
  private omitted = 0;

  constructor(private readonly language: Language) {}

  add(row: Row, errors: readonly Sentence[]): void {
    if (this.rows.length < MAX_ROWS)
      this.rows.push({ row, reason: errors.map((each) => each[this.language]).join(' ') });
    else this.omitted += 1;
  }

  toJson(): ImportReport['returned'] {
    const [first] = this.rows;
    if (!first) return null;
    const { columns, separator } = first.row.sent;
    // A file that came back already has its reasons: those of now take their place.
    const kept = columns.flatMap((column, i) => (isReason(column) ? [] : [i]));
    const line = (cells: readonly string[], last: string): string =>
      [...kept.map((i) => cells[i] ?? ''), last].map((cell) => quoted(hideCpr(cell), separator)).join(separator);
    const rows = [...this.rows].sort((a, b) => a.row.row - b.row.row);
    const lines = [
      line(columns, REASON[this.language]),
      ...rows.map(({ row, reason }) => line(row.sent.cells, reason)),
    ];
    return { text: `\ufeff${lines.join('\r\n')}\r\n`, rows: rows.length, omitted: this.omitted };
  }
}

const isReason = (column: string): boolean => Object.values<string>(REASON).includes(column.trim().toLowerCase());

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
