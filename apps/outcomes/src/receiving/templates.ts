import { PEOPLE_COLUMNS } from '@ringvirkning/outcomes-domain';
import { FACT_NAMES, namesOf, SOURCE_WORDS, type FactColumn, type Named } from '@ringvirkning/reading';
import { workbook, type Column } from '@ringvirkning/sheets';
import type { Terms } from '@ringvirkning/terms-language';
import type { Language } from './returned-rows.js';

/** A file to fill in, for one contract: only the columns that it has a use for, with what may stand in them. */
export interface Template {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

type Words = Readonly<Record<Language, string>>;

const HINTS: Readonly<Record<string, Words>> = {
  participant: {
    da: 'Pseudonym eller egen nøgle. Aldrig CPR-nummer.',
    en: 'Pseudonym or your own key. Never a CPR number.',
  },
  key: { da: 'Jeres egen nøgle for borgeren.', en: 'Your own key for the person.' },
  cpr: { da: 'I stedet for en nøgle. Gemmes ikke.', en: 'Instead of a key. It is not stored.' },
  outcome: { da: 'Resultat eller måling, navn eller kode.', en: 'Outcome or measure, name or code.' },
  follow_up: { da: 'Opfølgning, når resultatet har en.', en: 'Follow-up, where the outcome has one.' },
  achieved_on: { da: 'Dagen, fx 31-01-2026.', en: 'The day, such as 2026-01-31.' },
  quantity: {
    da: 'Dage, point eller kroner uden tusindtegn.',
    en: 'Days, points or kroner, with nothing between thousands.',
  },
  evidence_file: { da: 'Navnet på en fil, der sendes med.', en: 'The name of a file that is sent along.' },
  evidence_source: { da: 'Hvad filen er.', en: 'What the file is.' },
  external_ref: { da: 'Jeres egen reference; skal være entydig.', en: 'Your own reference; it must be unique.' },
  referred_on: {
    da: 'Dagen for henvisningen. En ny borger skal have den.',
    en: 'The day of referral. A new person must have it.',
  },
  started_on: { da: 'Dagen, hvor indsatsen begynder.', en: 'The day on which the intervention starts.' },
  cohort: { da: 'Årgang, navn eller kode.', en: 'Cohort, name or code.' },
  group: { da: 'Målgruppe, navn eller kode.', en: 'Group, name or code.' },
  paying_municipality: { da: 'Kommunekode eller betalerens id.', en: 'Municipality code, or the id of the payer.' },
  new_person: {
    da: 'Ja, når en borger ligner en kendt og er en anden.',
    en: 'Yes, when a person resembles a known one and is another.',
  },
};

const YES: Words = { da: 'ja', en: 'yes' };

/** One row for each outcome and follow-up stands there already. */
export function claimsTemplate(terms: Terms, language: Language): Template {
  const choices = choicesOf(terms, language);
  const used = Object.keys(FACT_NAMES).filter(
    (name) => name !== 'reason' && (choices[name] === undefined || choices[name].length > 0),
  ) as (keyof typeof FACT_NAMES)[];
  const followUps = new Map(terms.followUps.map((each) => [each.code, wordFor(each, terms.followUps, language)]));
  const known = [...terms.outcomes, ...terms.measures];
  const rows = terms.outcomes
    .filter((outcome) => !['share', 'comparison'].includes(outcome.kind))
    .flatMap((outcome) => {
      const steps = outcome.followUps?.map((code) => followUps.get(code) ?? code) ?? [''];
      const word = wordFor(outcome, known, language);
      return steps.map((step) => used.map((name) => (name === 'outcome' ? word : name === 'follow_up' ? step : '')));
    });
  return { columns: used.map((name) => column(name, FACT_NAMES[name], choices, language)), rows };
}

export function peopleTemplate(terms: Terms, language: Language): Template {
  const choices = choicesOf(terms, language);
  const used = Object.entries(PEOPLE_COLUMNS).filter(
    ([name]) => choices[name] === undefined || choices[name].length > 0,
  );
  return { columns: used.map(([name, danish]) => column(name, danish, choices, language)), rows: [] };
}

/** Opens in a Danish spreadsheet as it is. */
export const asCsv = ({ columns, rows }: Template): string =>
  `\ufeff${[columns.map(({ title }) => title), ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`;

/** With lists to choose from, and a sheet that says what each column is for. */
export function asWorkbook({ columns, rows }: Template, language: Language): Uint8Array<ArrayBuffer> {
  const da = language === 'da';
  const guide = columns.map(({ title, hint, choices }) => [title, hint ?? '', (choices ?? []).join(', ')]);
  const heads = da
    ? ['kolonne', 'hvad der skal stå', 'tilladte værdier']
    : ['column', 'what to write', 'allowed values'];
  return workbook([
    { name: da ? 'Rækker' : 'Rows', columns, rows },
    { name: da ? 'Vejledning' : 'Guide', columns: heads.map((title) => ({ title })), rows: guide },
  ]);
}

function column(
  name: string,
  danish: string,
  choices: Readonly<Record<string, readonly string[]>>,
  language: Language,
): Column {
  return { title: language === 'da' ? danish : name, hint: HINTS[name]?.[language], choices: choices[name] };
}

/** What may be chosen in a column; nothing when the contract has no use for it. */
function choicesOf(terms: Terms, language: Language): Readonly<Record<string, readonly string[]>> {
  const words = (known: readonly Named[]): string[] => known.map((each) => wordFor(each, known, language));
  const payers = terms.parties.filter(({ roles }) => roles.includes('payer'));
  const sources = terms.verification.evidence.sources.map((source) => SOURCE_WORDS[source]?.[language] ?? source);
  return {
    outcome: words([...terms.outcomes, ...terms.measures]),
    follow_up: words(terms.followUps),
    evidence_source: sources.length > 1 ? sources : [],
    cohort: words(terms.cohorts),
    group: words(terms.groups),
    paying_municipality: payers.length > 1 ? payers.map(({ id, municipalityCode }) => municipalityCode ?? id) : [],
    new_person: [YES[language]],
  } satisfies Partial<Record<FactColumn, readonly string[]>>;
}

/** Its name; its code where the name is another's as well, or would be taken apart. */
function wordFor(named: Named, known: readonly Named[], language: Language): string {
  const [da, en] = namesOf(named);
  const word = (language === 'da' ? da : en) ?? named.code;
  const isShared = known.some((other) => other.code !== named.code && namesOf(other).some((name) => name === word));
  return isShared || word === '' || /[;"\r\n]/.test(word) ? named.code : word;
}
