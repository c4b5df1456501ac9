import { isLocalDate, type LocalDate } from '@ringvirkning/kernel';
import { containsCpr } from './cpr.js';

/** Columns of an import file; the first three are required in the header. */
export const IMPORT_COLUMNS = [
  'participant',
  'outcome',
  'achieved_on',
  'follow_up',
  'quantity',
  'evidence_digest',
  'evidence_source',
  'external_ref',
  'referred_on',
  'cohort',
  'group',
  'paying_municipality',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];
export const REQUIRED_COLUMNS: readonly ImportColumn[] = ['participant', 'outcome', 'achieved_on'];

export interface ImportRow {
  /** Pseudonym, or the claimant's own key for the person. */
  readonly participant: string;
  readonly outcome: string;
  readonly followUp: string | null;
  readonly on: LocalDate;
  readonly quantity: string;
  readonly evidence: { readonly digest: string; readonly source: string } | null;
  readonly externalRef: string | null;
  /** With it, an unknown participant is enrolled. */
  readonly referredOn: LocalDate | null;
  readonly cohort: string | null;
  readonly group: string | null;
  readonly payingMunicipality: string | null;
}

export interface RowFault {
  readonly column: ImportColumn;
  readonly code: string;
  readonly da: string;
  readonly en: string;
}

type Cells = Readonly<Partial<Record<ImportColumn, string>>>;
type Fault = Omit<RowFault, 'column'>;

const MISSING: Fault = { code: 'outcomes.cell-missing', da: 'Feltet mangler.', en: 'The cell is empty.' };
const NOT_A_DATE: Fault = {
  code: 'outcomes.cell-not-a-date',
  da: 'Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ.',
  en: 'Write the date as YYYY-MM-DD or DD-MM-YYYY.',
};
const NOT_A_NUMBER: Fault = {
  code: 'outcomes.cell-not-a-number',
  da: 'Skriv et tal uden fortegn med højst seks decimaler.',
  en: 'Write a number without sign and with at most six decimals.',
};
const NOT_A_CODE: Fault = {
  code: 'outcomes.cell-not-a-code',
  da: 'Skriv en kode: små bogstaver, cifre og bindestreg.',
  en: 'Write a code: lower-case letters, digits and hyphens.',
};
const NOT_A_DIGEST: Fault = {
  code: 'outcomes.cell-not-a-digest',
  da: 'Skriv en SHA-256 med 64 hex-tegn.',
  en: 'Write a SHA-256 of 64 hex characters.',
};
const NOT_A_SOURCE: Fault = {
  code: 'outcomes.cell-not-a-source',
  da: 'Skriv register, document, questionnaire eller self-report.',
  en: 'Write register, document, questionnaire or self-report.',
};
const TOO_LONG: Fault = { code: 'outcomes.cell-too-long', da: 'Feltet er for langt.', en: 'The cell is too long.' };
const HOLDS_CPR: Fault = {
  code: 'outcomes.cell-holds-cpr',
  da: 'Feltet ser ud til at indeholde et CPR-nummer. Brug pseudonym eller egen nøgle.',
  en: 'The cell seems to hold a CPR number. Use the pseudonym or a key of your own.',
};

const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const SOURCES: readonly string[] = ['register', 'document', 'questionnaire', 'self-report'];
const MAX_LENGTH = 100;

/** Reads one row of an import file; all its faults together when it cannot be read. Danish dates and decimal commas are understood. */
export function readImportRow(cells: Cells): { readonly row: ImportRow } | { readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const at = (column: ImportColumn): string | null => cells[column]?.trim() || null;
  const blame = (column: ImportColumn, fault: Fault): null => {
    faults.push({ column, ...fault });
    return null;
  };
  const text = (column: ImportColumn): string | null => {
    const value = at(column);
    if (value !== null && containsCpr(value)) return blame(column, HOLDS_CPR);
    return value !== null && value.length > MAX_LENGTH ? blame(column, TOO_LONG) : value;
  };
  const code = (column: ImportColumn): string | null => {
    const value = at(column);
    return value === null || CODE.test(value) ? value : blame(column, containsCpr(value) ? HOLDS_CPR : NOT_A_CODE);
  };
  const date = (column: ImportColumn): LocalDate | null => {
    const value = at(column);
    return value === null ? null : (readDate(value) ?? blame(column, NOT_A_DATE));
  };
  for (const column of REQUIRED_COLUMNS) if (at(column) === null) blame(column, MISSING);
  const quantity = (at('quantity') ?? '1').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(quantity)) blame('quantity', NOT_A_NUMBER);
  const row = {
    participant: text('participant'),
    outcome: code('outcome'),
    followUp: code('follow_up'),
    on: date('achieved_on'),
    quantity,
    evidence: readEvidence(at, blame),
    externalRef: text('external_ref'),
    referredOn: date('referred_on'),
    cohort: code('cohort'),
    group: code('group'),
    payingMunicipality: text('paying_municipality'),
  };
  return faults.length > 0 ? { faults } : { row: row as ImportRow };
}

function readEvidence(
  at: (column: ImportColumn) => string | null,
  blame: (column: ImportColumn, fault: Fault) => null,
): ImportRow['evidence'] {
  const [digest, source] = [at('evidence_digest')?.toLowerCase() ?? null, at('evidence_source')];
  if (digest === null) return source === null ? null : blame('evidence_digest', MISSING);
  if (!/^[0-9a-f]{64}$/.test(digest)) return blame('evidence_digest', NOT_A_DIGEST);
  return source !== null && SOURCES.includes(source)
    ? { digest, source }
    : blame('evidence_source', source === null ? MISSING : NOT_A_SOURCE);
}

/** `2026-01-31`, or as Danish spreadsheets write it: `31-01-2026`, `31.1.2026`, `31/1/2026`. */
function readDate(text: string): LocalDate | undefined {
  const danish = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  const iso = danish ? `${danish[3]}-${danish[2]!.padStart(2, '0')}-${danish[1]!.padStart(2, '0')}` : text;
  return isLocalDate(iso) ? iso : undefined;
}
