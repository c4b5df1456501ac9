import type { ErrorDetail } from '@ringvirkning/kernel';
import { CsvError, parse, type Info } from 'csv-parse/sync';
import { rowError } from './row-error.js';

/** One row of facts. `row` is its line in the file, or its number in a list. Empty cells are absent. */
export interface Row {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

const PERSON_COLUMNS = [
  'id',
  'participant',
  'outcome',
  'follow_up',
  'achieved_on',
  'quantity',
  'cohort',
  'group',
  'payer',
];
/** Columns of the import files that the outcomes service takes; they change no figure. */
const IMPORT_ONLY = ['external_ref', 'evidence_digest', 'evidence_source', 'referred_on'];
const COUNT_COLUMNS = ['outcome', 'follow_up', 'period', 'count', 'quantity', 'cohort', 'group', 'payer'];

const FORMS = {
  person: { columns: [...PERSON_COLUMNS, ...IMPORT_ONLY], required: ['outcome', 'achieved_on'] },
  counts: { columns: COUNT_COLUMNS, required: ['outcome', 'period', 'count'] },
} as const;
export type Form = keyof typeof FORMS;

export interface FactsFile {
  readonly form: Form;
  readonly rows: readonly Row[];
  readonly errors: readonly ErrorDetail[];
}

/** Splits a CSV text (`;` or `,`, whichever the header uses; byte order mark allowed) into rows. A column `count` says that rows are counts. */
export function readRows(text: string): FactsFile {
  const delimiter = (/^[^\r\n]*/.exec(text)?.[0] ?? '').includes(';') ? ';' : ',';
  let records: { record: string[]; info: Info }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: Info }[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return {
      form: 'person',
      rows: [],
      errors: [
        rowError(row, undefined, 'unreadable', {
          da: 'Rækken kan ikke læses som CSV; ofte mangler der et anførselstegn.',
          en: 'The row cannot be read as CSV; often a quote is missing.',
        }),
      ],
    };
  }
  const [head, ...body] = records;
  if (!head)
    return {
      form: 'person',
      rows: [],
      errors: [
        rowError(1, undefined, 'empty', {
          da: 'Filen er tom. Første række skal navngive kolonnerne.',
          en: 'The file is empty. The first row must name the columns.',
        }),
      ],
    };
  const header = head.record.map((cell) => cell.toLowerCase());
  const form: Form = header.includes('count') ? 'counts' : 'person';
  const headerErrors = checkHeader(header, form);
  if (headerErrors.length > 0) return { form, rows: [], errors: headerErrors };
  const errors = body
    .filter(({ record }) => record.length !== header.length)
    .map(({ info }) =>
      rowError(info.lines, undefined, 'wrong-cells', {
        da: `Rækken skal have ${header.length} felter som overskriften.`,
        en: `The row must have ${header.length} cells like the header.`,
      }),
    );
  const rows = body
    .filter(({ record }) => record.length === header.length)
    .map(({ record, info }) => ({
      row: info.lines,
      cells: Object.fromEntries(
        header.map((column, i) => [column, record[i]!] as const).filter(([, cell]) => cell !== ''),
      ),
    }));
  if (body.length === 0)
    errors.push(
      rowError(1, undefined, 'no-rows', {
        da: 'Filen har ingen rækker under overskriften.',
        en: 'The file has no rows below the header.',
      }),
    );
  return { form, rows, errors };
}

function checkHeader(header: readonly string[], form: Form): ErrorDetail[] {
  const { columns, required } = FORMS[form];
  const possible = columns.join(', ');
  return [
    ...header
      .filter((column, i) => !columns.includes(column) || header.indexOf(column) !== i)
      .map((column) =>
        rowError(1, column, 'unknown-column', {
          da: `Kolonnen «${column}» er ukendt eller står to gange. Mulige: ${possible}.`,
          en: `The column «${column}» is unknown or there twice. Possible: ${possible}.`,
        }),
      ),
    ...required
      .filter((column) => !header.includes(column))
      .map((column) =>
        rowError(1, column, 'missing-column', {
          da: `Kolonnen ${column} mangler. Mulige: ${possible}.`,
          en: `The column ${column} is missing. Possible: ${possible}.`,
        }),
      ),
  ];
}
