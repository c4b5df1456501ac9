import type { ErrorDetail } from '@ringvirkning/kernel';
import { factColumns, readTable, UnreadableFile, type Columns, type Row } from '@ringvirkning/reading';
import { rowError } from './row-error.js';

const FORMS = {
  person: factColumns(['outcome', 'achieved_on']),
  counts: {
    known: ['outcome', 'follow_up', 'period', 'count', 'quantity', 'cohort', 'group', 'payer', 'paying_municipality'],
    required: ['outcome', 'period', 'count'],
  },
} as const satisfies Record<string, Columns>;
export type Form = keyof typeof FORMS;

export interface FactsFile {
  readonly form: Form;
  readonly rows: readonly Row[];
  readonly errors: readonly ErrorDetail[];
}

/** Splits a CSV text into rows, by the reader that imports have. A column `count` says that rows are counts. */
export function readRows(text: string): FactsFile {
  let form: Form = 'person';
  const columnsOf = (header: readonly string[]): Columns => {
    form = header.includes('count') ? 'counts' : 'person';
    return FORMS[form];
  };
  try {
    const rows = readTable(text, columnsOf);
    return { form, rows, errors: rows.length > 0 ? [] : [NO_ROWS] };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { form, rows: [], errors: errorsOf(error) };
  }
}

const NO_ROWS = rowError(1, undefined, 'no-rows', {
  da: 'Filen har ingen rækker under overskriften.',
  en: 'The file has no rows below the header.',
});

function errorsOf({ fault, more: { row = 1, columns, whatToDo } }: UnreadableFile): ErrorDetail[] {
  if (!columns) return [rowError(row, undefined, fault.code, fault)];
  return columns.map(({ column, code, da, en }) =>
    rowError(row, column, code, { da: `${da} ${whatToDo?.da ?? ''}`, en: `${en} ${whatToDo?.en ?? ''}` }),
  );
}
