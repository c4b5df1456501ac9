import type { LocalDate } from '@ringvirkning/kernel';
import { isFault, readFactRow, readPayer, type FactColumn, type FactRow, type Row } from '@ringvirkning/reading';
import { carriesNumber, type Terms } from '@ringvirkning/terms-language';
import { municipalitiesOf } from './person-words.js';
import { asPseudonym } from './pseudonym.js';

/** Columns that the header of an import file must have. */
export const REQUIRED_COLUMNS: readonly FactColumn[] = ['participant', 'outcome', 'achieved_on'];

/** A row of an import whose words the contract knows. */
export interface ImportRow extends FactRow {
  readonly participant: string;
  readonly quantity: string;
}

export interface ImportFault {
  readonly column?: string;
  readonly code: string;
  readonly da: string;
  readonly en: string;
}

/** Reads one row of an import file by the contract's terms; all its faults together when it cannot be read. */
export function readImportRow(
  raw: Omit<Row, 'sent'>,
  terms: Terms,
  today: LocalDate,
): { readonly row: ImportRow } | { readonly faults: readonly ImportFault[] } {
  const read = readFactRow(raw, REQUIRED_COLUMNS, terms, today);
  if ('faults' in read)
    return {
      faults: read.faults.map((fault) => ({
        ...fault,
        code: `outcomes.${fault.column ? 'cell' : 'import'}-${fault.code}`,
      })),
    };
  const { participant, payer: written, ...row } = read.row;
  const payer = written === null ? null : readPayer(written, municipalitiesOf(terms));
  const faults = [
    ...unknownWords(terms, row),
    ...(row.quantity?.startsWith('-') && terms.outcomes.some(({ code }) => code === row.outcome)
      ? [{ column: 'quantity', ...BELOW_ZERO }]
      : []),
    ...(row.quantity === null && carriesNumber(terms, row.outcome) ? [{ column: 'quantity', ...NEEDS_NUMBER }] : []),
    ...unsaidSource(terms, row),
    ...(isFault(payer) ? [{ column: 'paying_municipality', ...payer, code: `outcomes.cell-${payer.code}` }] : []),
  ];
  if (faults.length > 0 || isFault(payer)) return { faults };
  return { row: { ...row, participant: asPseudonym(participant!), quantity: row.quantity ?? '1', payer } };
}

/** Where the terms take one kind of evidence, it need not be said. */
export const sourceOf = ({ verification }: Terms, said: string | null): string | undefined =>
  said ?? (verification.evidence.sources.length === 1 ? verification.evidence.sources[0] : undefined);

const unsaidSource = (terms: Terms, { evidenceFile }: Pick<FactRow, 'evidenceFile'>): ImportFault[] =>
  evidenceFile === null || sourceOf(terms, evidenceFile.source) !== undefined
    ? []
    : [{ column: 'evidence_source', ...NEEDS_SOURCE }];

const NEEDS_SOURCE: Omit<ImportFault, 'column'> = {
  code: 'outcomes.cell-missing',
  da: 'Skriv, hvad filen er: register, dokument, spørgeskema eller selvrapportering.',
  en: 'Write what the file is: register, document, questionnaire or self-report.',
};

const NEEDS_NUMBER: Omit<ImportFault, 'column'> = {
  code: 'outcomes.cell-missing',
  da: 'Her skal stå et tal: dage, point eller kroner.',
  en: 'A number must stand here: days, points or kroner.',
};

const BELOW_ZERO: Omit<ImportFault, 'column'> = {
  code: 'outcomes.cell-below-zero',
  da: 'Et resultat kan ikke være mindre end 0; det kan kun en måling.',
  en: 'An outcome cannot be below 0; only a measure can.',
};

const unknownWords = (terms: Terms, { group, cohort }: Pick<FactRow, 'group' | 'cohort'>): ImportFault[] => [
  ...(group === null || terms.groups.some(({ code }) => code === group) ? [] : [unknownGroup(group)]),
  ...(cohort === null || terms.cohorts.some(({ code }) => code === cohort) ? [] : [unknownCohort(cohort)]),
];

const unknownGroup = (group: string): ImportFault => ({
  column: 'group',
  code: 'outcomes.unknown-group',
  da: `Kontrakten kender ikke målgruppen «${group}».`,
  en: `The contract does not know the group «${group}».`,
});
const unknownCohort = (cohort: string): ImportFault => ({
  column: 'cohort',
  code: 'outcomes.unknown-cohort',
  da: `Kontrakten kender ikke årgangen «${cohort}».`,
  en: `The contract does not know the cohort «${cohort}».`,
});
