import { hideCpr, type Row } from '@ringvirkning/reading';
import type { Sentence } from '@ringvirkning/kernel';
import type { ImportReport } from '@ringvirkning/outcomes-api';

export type Language = 'da' | 'en';

const MAX_ROWS = 10_000;
const REASON = { da: 'fejl', en: 'reason' } as const;

/** The rows that were not taken, as they were sent and with why: a file to mend and send again. Personal numbers do not travel back. */
export class ReturnedRows {
  private readonly lines: { readonly row: number; readonly text: string }[] = [];
  private first: Row['sent'] | undefined;
  private omitted = 0;

  constructor(private readonly language: Language) {}

  add({ row, sent }: Row, errors: readonly Sentence[]): void {
    this.first ??= sent;
    if (this.lines.length < MAX_ROWS)
      this.lines.push({ row, text: this.line(sent.cells, errors.map((each) => each[this.language]).join(' ')) });
    else this.omitted += 1;
  }

  toJson(): ImportReport['returned'] {
    if (!this.first) return null;
    const lines = [...this.lines].sort((a, b) => a.row - b.row).map(({ text }) => text);
    const header = this.line(this.first.columns, REASON[this.language]);
    return { text: `\ufeff${[header, ...lines].join('\r\n')}\r\n`, rows: lines.length, omitted: this.omitted };
  }

  /** A file that came back already has its reasons: those of now take their place. */
  private line(cells: readonly string[], last: string): string {
    const { columns, separator } = this.first!;
    const kept = columns.flatMap((column, i) => (isReason(column) ? [] : [cells[i] ?? '']));
    return [...kept, last].map((cell) => quoted(hideCpr(cell), separator)).join(separator);
  }
}

const isReason = (column: string): boolean => Object.values<string>(REASON).includes(column.trim().toLowerCase());

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
