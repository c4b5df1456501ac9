import type { LocalDate } from '@ringvirkning/kernel';
import { implausible, readDate } from './date.js';
import { isFault, type Fault, type RowFault } from './fault.js';
import { seen } from './fold.js';
import { readKey } from './key.js';
import { readNumber } from './number.js';
import { textFault } from './plain-text.js';
import type { Columns, Row } from './table-reader.js';
import { readWord, type FactWords, type Named } from './word.js';

/**
 * Columns of a file of facts about people: what an import takes and what a simulation takes. `id` is another name of external_ref, `payer` of paying_municipality;
 * `reason` is what was wrong when a row was given back, and is not read.
 */
export const FACT_COLUMNS = [
  'participant',
  'outcome',
  'achieved_on',
  'follow_up',
  'quantity',
  'evidence_digest',
  'evidence_file',
  'evidence_source',
  'external_ref',
  'referred_on',
  'cohort',
  'group',
  'paying_municipality',
  'new_person',
  'reason',
  'id',
  'payer',
] as const;
export type FactColumn = (typeof FACT_COLUMNS)[number];

/** What Danish tables call them. A digest is for programs, and has one name. */
export const FACT_NAMES = {
  participant: 'borger',
  outcome: 'resultat',
  achieved_on: 'dato',
  follow_up: 'opfølgning',
  quantity: 'antal',
  evidence_file: 'dokumentation',
  evidence_source: 'kilde',
  external_ref: 'reference',
  referred_on: 'henvist',
  cohort: 'årgang',
  group: 'målgruppe',
  paying_municipality: 'betalende kommune',
  new_person: 'ny borger',
  reason: 'fejl',
} as const satisfies Partial<Record<FactColumn, string>>;

/** The columns of a file of facts, in either language. */
export const factColumns = (required: readonly FactColumn[]): Columns => ({
  known: FACT_COLUMNS,
  required,
  names: FACT_NAMES,
});

export interface FactRow {
  /** Pseudonym, or the writer's own key for the person. */
  readonly participant: string | null;
  readonly outcome: string;
  readonly followUp: string | null;
  readonly on: LocalDate;
  readonly quantity: string | null;
  readonly evidence: { readonly digest: string; readonly source: string } | null;
  /** A file that is sent beside the rows, by its name; the source may be left to the terms. */
  readonly evidenceFile: { readonly name: string; readonly source: string | null } | null;
  readonly externalRef: string | null;
  readonly referredOn: LocalDate | null;
  readonly cohort: string | null;
  readonly group: string | null;
  /** As written; `readPayer` finds the party. */
  readonly payer: string | null;
  /** The writer has looked: this is not the person whose key looks like it. */
  readonly newPerson: boolean;
}

/** What kinds of evidence are called in files. */
export const SOURCE_WORDS: Readonly<Record<string, { readonly da: string; readonly en: string }>> = {
  register: { da: 'register', en: 'register' },
  document: { da: 'dokument', en: 'document' },
  questionnaire: { da: 'spørgeskema', en: 'questionnaire' },
  'self-report': { da: 'selvrapportering', en: 'self-report' },
};
const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries(SOURCE_WORDS).flatMap(([source, { da, en }]) =>
    [source, da, en].map((word) => [word, source] as const),
  ),
);

/**
 * Reads the cells of one row, with all faults together when they cannot be read. Days lie between 1990 and `latest`, when one is given.
 * @param required columns in which something must stand
 * @param words what the contract names
 */
export function readFactRow(
  { cells, faults }: Pick<Row, 'cells' | 'faults'>,
  required: readonly FactColumn[],
  words: FactWords,
  latest?: LocalDate,
): { readonly row: FactRow } | { readonly faults: readonly RowFault[] } {
  if (faults.length > 0) return { faults };
  const reading = new CellReading(cells, latest);
  for (const column of required) if (reading.at(column) === null) reading.blame(column, MISSING);
  const row = {
    participant: reading.key('participant'),
    outcome: reading.word('outcome', words.outcomes, words.measures),
    followUp: reading.word('follow_up', words.followUps),
    on: reading.day('achieved_on'),
    quantity: reading.number('quantity'),
    evidence: reading.evidence(),
    evidenceFile: reading.evidenceFile(),
    externalRef: reading.either(reading.key('external_ref'), reading.key('id'), 'id'),
    referredOn: reading.day('referred_on'),
    cohort: reading.word('cohort', words.cohorts),
    group: reading.word('group', words.groups),
    payer: reading.either(reading.key('paying_municipality'), reading.key('payer'), 'payer'),
    newPerson: reading.yes('new_person'),
  };
  return reading.faults.length > 0 ? { faults: reading.faults } : { row: row as FactRow };
}

/** Cells of one row by their column, each read in its own way; faults are gathered. */
export class CellReading {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly cells: Row['cells'],
    private readonly latest: LocalDate | undefined,
  ) {}

  at(column: string): string | null {
    const cell = this.cells[column];
    return cell ? seen(cell).trim() || null : null;
  }

  blame(column: string, fault: Fault): null {
    this.faults.push({ column, ...fault });
    return null;
  }

  /** What a reader makes of a cell; null when it is empty or the reader finds a fault. */
  read<T extends string>(column: string, reader: (text: string) => T | Fault): T | null {
    const text = this.at(column);
    if (text === null) return null;
    const result = textFault(text) ?? reader(text);
    return isFault(result) ? this.blame(column, result) : result;
  }

  key(column: string): string | null {
    return this.read(column, readKey);
  }

  /** The code of what is written as a code or a name. */
  word(column: string, ...known: readonly (readonly Named[])[]): string | null {
    return this.read(column, (text) => readWord(text, known.flat()));
  }

  number(column: string): string | null {
    return this.read(column, readNumber);
  }

  day(column: string): LocalDate | null {
    return this.read(column, (text) => {
      const day = readDate(text);
      return isFault(day) ? day : (implausible(day, this.latest) ?? day);
    });
  }

  yes(column: string): boolean {
    return this.read(column, (text) => (/^(?:ja|yes)$/i.test(text) ? 'yes' : NOT_YES)) !== null;
  }

  /** One value under two names. */
  either(value: string | null, other: string | null, column: string): string | null {
    return value !== null && other !== null && value !== other ? this.blame(column, TWO_VALUES) : (value ?? other);
  }

  evidence(): FactRow['evidence'] {
    const [digest, source] = [this.at('evidence_digest')?.toLowerCase() ?? null, this.at('evidence_source')];
    if (digest === null && this.at('evidence_file') !== null) return null;
    if (digest === null) return source === null ? null : this.blame('evidence_digest', MISSING);
    if (!/^[0-9a-f]{64}$/.test(digest)) return this.blame('evidence_digest', textFault(digest) ?? NOT_A_DIGEST);
    if (source === null) return this.blame('evidence_source', MISSING);
    const known = this.source();
    return known === null ? null : { digest, source: known };
  }

  /** A file by its name: without folders, of whichever system. */
  evidenceFile(): FactRow['evidenceFile'] {
    const name = this.read('evidence_file', (text) => text.normalize('NFC').replace(/^.*[/\\]/, ''));
    if (name === null) return null;
    if (this.at('evidence_digest') !== null) return this.blame('evidence_file', TWO_EVIDENCES);
    return { name, source: this.source() };
  }

  private source(): string | null {
    return this.read('evidence_source', (text) => SOURCES.get(text.toLowerCase()) ?? NOT_A_SOURCE);
  }
}

const MISSING: Fault = { code: 'missing', da: 'Feltet mangler.', en: 'The cell is empty.' };
const NOT_A_DIGEST: Fault = {
  code: 'not-a-digest',
  da: 'Skriv en SHA-256 med 64 hex-tegn.',
  en: 'Write a SHA-256 of 64 hex characters.',
};
const NOT_A_SOURCE: Fault = {
  code: 'not-a-source',
  da: 'Skriv register, dokument, spørgeskema eller selvrapportering.',
  en: 'Write register, document, questionnaire or self-report.',
};
const NOT_YES: Fault = {
  code: 'not-yes',
  da: 'Skriv ja, eller lad feltet stå tomt.',
  en: 'Write yes, or leave the cell empty.',
};
const TWO_EVIDENCES: Fault = {
  code: 'two-evidences',
  da: 'Skriv enten filens navn eller en SHA-256, ikke begge.',
  en: 'Write either the name of the file or a SHA-256, not both.',
};
const TWO_VALUES: Fault = {
  code: 'two-values',
  da: 'Det samme står under to kolonnenavne med hver sin værdi. Behold én kolonne.',
  en: 'The same thing stands under two column names with different values. Keep one column.',
};
