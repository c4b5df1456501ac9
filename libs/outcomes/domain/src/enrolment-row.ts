import { DomainError, type LocalDate } from '@ringvirkning/kernel';
import { CellReading, isFault, readPayer, type Columns, type Row, type RowFault } from '@ringvirkning/reading';
import type { Terms } from '@ringvirkning/terms-language';
import { parseCpr, type Cpr } from './cpr.js';
import type { ImportFault } from './import-row.js';
import { isPseudonym } from './pseudonym.js';

/** Columns of a file of people, each with its Danish name. */
export const PEOPLE_COLUMNS = {
  key: 'nøgle',
  cpr: 'cpr-nummer',
  referred_on: 'henvist',
  started_on: 'startet',
  cohort: 'årgang',
  group: 'målgruppe',
  paying_municipality: 'betalende kommune',
  new_person: 'ny borger',
} as const;

/** The columns of a header in either language. */
export const peopleColumns = (): Columns => ({
  known: Object.keys(PEOPLE_COLUMNS),
  required: ['referred_on'],
  names: PEOPLE_COLUMNS,
});

/** A person to enrol. */
export interface EnrolmentRow {
  readonly row: number;
  readonly key: string | null;
  readonly cpr: Cpr | null;
  readonly referredOn: LocalDate;
  readonly startedOn: LocalDate | null;
  readonly cohort: string | null;
  readonly group: string | null;
  readonly payer: string | null;
  readonly newPerson: boolean;
}

/** Reads one row of a file of people by the contract's terms; all its faults together, each with what to write instead. */
export function readEnrolmentRow(
  raw: Omit<Row, 'sent'>,
  terms: Terms,
  today: LocalDate,
): { readonly row: EnrolmentRow } | { readonly faults: readonly ImportFault[] } {
  if (raw.faults.length > 0) return { faults: raw.faults.map(scoped) };
  const { cells } = raw;
  const upTo = (latest: LocalDate): CellReading => new CellReading(cells, latest);
  const [past, planned] = [upTo(today), upTo(terms.period.to)];
  const [referredOn, startedOn] = [past.day('referred_on'), planned.day('started_on')];
  const faults: RowFault[] = [];
  const [key, cpr] = [past.key('key'), cprOf(cells['cpr'] ?? '', faults)];
  const written = { group: past.key('group'), cohort: past.key('cohort'), payer: past.key('paying_municipality') };
  const group = namedIn(terms.groups, written.group, 'group', faults);
  const cohort = namedIn(terms.cohorts, written.cohort, 'cohort', faults);
  const payer = written.payer === null ? null : readPayer(written.payer, terms.parties);
  if (isFault(payer)) faults.push({ column: 'paying_municipality', ...payer });
  if (past.at('referred_on') === null) faults.push({ column: 'referred_on', ...MISSING });
  if (key !== null && isPseudonym(key)) faults.push({ column: 'key', ...KEY_IS_PSEUDONYM });
  if (past.at('key') === null && past.at('cpr') === null) faults.push({ column: 'key', ...NOBODY });
  if (referredOn !== null && startedOn !== null && startedOn < referredOn)
    faults.push({ column: 'started_on', ...STARTED_EARLY });
  const newPerson = past.yes('new_person');
  const all = [...past.faults, ...planned.faults, ...faults];
  if (all.length > 0 || referredOn === null || isFault(payer)) return { faults: all.map(scoped) };
  return { row: { row: raw.row, key, cpr, referredOn, startedOn, cohort, group, payer, newPerson } };
}

const scoped = (fault: RowFault): ImportFault => ({ ...fault, code: `outcomes.cell-${fault.code}` });

function cprOf(text: string, faults: RowFault[]): Cpr | null {
  try {
    return text === '' ? null : parseCpr(text);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    faults.push({ column: 'cpr', ...CPR_INVALID });
    return null;
  }
}

interface Named {
  readonly code: string;
  readonly name: { readonly da: string; readonly en: string };
}

/** A group or a cohort by its code or by its name. */
function namedIn(known: readonly Named[], text: string | null, column: string, faults: RowFault[]): string | null {
  const wanted = text?.toLowerCase();
  const found = known.find(({ code, name }) => [code, name.da, name.en].some((word) => word.toLowerCase() === wanted));
  if (wanted !== undefined && !found) {
    const names = known.map(({ code, name }) => `${code} (${name.da})`).join(', ');
    faults.push({
      column,
      code: 'unknown-word',
      da: `Kontrakten kender ikke «${text}». Skriv en af: ${names || '–'}.`,
      en: `The contract does not know «${text}». Write one of: ${names || '–'}.`,
    });
  }
  return found?.code ?? null;
}

const MISSING = { code: 'missing', da: 'Skriv datoen for henvisningen.', en: 'Write the day of the referral.' };
const NOBODY = {
  code: 'nobody',
  da: 'Skriv jeres egen nøgle for borgeren eller et CPR-nummer.',
  en: 'Write your own key for the person or a CPR number.',
};
const CPR_INVALID = {
  code: 'cpr-invalid',
  da: 'CPR-nummeret er ikke gyldigt. Skriv det som ddmmåå-nnnn.',
  en: 'The CPR number is not valid. Write it as ddmmyy-nnnn.',
};
const STARTED_EARLY = {
  code: 'started-before-referral',
  da: 'Indsatsen kan ikke begynde før henvisningen. Ret en af datoerne.',
  en: 'The intervention cannot start before the referral. Correct one of the days.',
};
const KEY_IS_PSEUDONYM = {
  code: 'key-is-pseudonym',
  da: 'Nøglen ligner et pseudonym. Brug jeres egen betegnelse, fx et sagsnummer.',
  en: 'The key looks like a pseudonym. Use a word of your own, such as a case number.',
};
