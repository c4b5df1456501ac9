import type { AccessLine } from './access-lines.js';

const COLUMNS = ['at', 'service', 'subject', 'organisation', 'permission', 'what', 'contractId'] as const;

/** A cell as text: a spreadsheet would compute what begins like a formula. */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** One row per line of the log and person; with a mark that spreadsheets read as UTF-8. */
export function csvOf(lines: readonly AccessLine[]): string {
  const rows = lines.flatMap((line) => {
    const own = COLUMNS.map((column) => cell(line[column] ?? ''));
    const people = line.participantIds ?? [];
    return (people.length === 0 ? [''] : people).map((person) => [...own, cell(person)].join(';'));
  });
  return `\uFEFF${[[...COLUMNS, 'participantId'].join(';'), ...rows].join('\r\n')}\r\n`;
}
