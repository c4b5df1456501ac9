import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Row } from '@ringvirkning/reading';
import type { Evaluation, Terms, UnpaidReason } from '@ringvirkning/terms-language';
import { evaluate } from '../../evaluate/evaluate.js';
import type { Basis } from '../basis.js';
import { evenly, perMillion } from '../luck.js';
import { countBasis } from './count-facts.js';
import { personBasis } from './person-facts.js';
import { readRows, type Form } from './rows.js';
import { Words } from './words.js';

/** One fact of a person, as a row of JSON. */
export interface PersonRow extends Common {
  readonly id?: string | undefined;
  readonly participant?: string | undefined;
  readonly achievedOn: string;
  /** The key looks like an earlier one, and is another person's all the same. */
  readonly newPerson?: boolean | undefined;
}
/** How often an outcome was achieved (or a measure measured) in a period, as a row of JSON. */
export interface CountRow extends Common {
  /** `2026`, `2026-H1`, `2026-Q3`, `2026-03` or a day. */
  readonly period: string;
  readonly count: number;
}
interface Common {
  readonly outcome: string;
  readonly followUp?: string | undefined;
  readonly quantity?: string | undefined;
  readonly cohort?: string | undefined;
  readonly group?: string | undefined;
  readonly payer?: string | undefined;
}

/** Facts as people give them: a CSV text, or the same rows as lists. */
export type GivenFacts =
  { readonly csv: string } | { readonly people: readonly PersonRow[] } | { readonly counts: readonly CountRow[] };

export type ReadFacts =
  | { readonly ok: true; readonly basis: Basis; readonly facts: number; readonly evaluation: Evaluation }
  | { readonly ok: false; readonly errors: readonly ErrorDetail[] };

/** Facts per person or as counts (at most `most`), evaluated to the contract's last day; or every row that does not fit the terms. Nothing is guessed and nothing left out. */
export function readFacts(terms: Terms, given: GivenFacts, most = 1_000_000): ReadFacts {
  const { form, rows, errors: unreadable } = 'csv' in given ? readRows(given.csv) : fromLists(given);
  const errors: ErrorDetail[] = [...unreadable];
  const basis = (form === 'counts' ? countBasis : personBasis)(rows, new Words(terms), most, errors);
  if (errors.length > 0) return { ok: false, errors: errors.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)) };
  const facts = basis.facts(evenly(perMillion('100')));
  const evaluation = evaluate(terms, facts, terms.period.to);
  const misfits = misfitsOf(evaluation);
  return misfits.length > 0 ? { ok: false, errors: misfits } : { ok: true, basis, facts: facts.length, evaluation };
}

const COLUMNS: Readonly<Record<string, string>> = {
  followUp: 'follow_up',
  achievedOn: 'achieved_on',
  newPerson: 'new_person',
};

/** The same rows as in a file, numbered from 1. */
function fromLists(given: Exclude<GivenFacts, { csv: string }>): { form: Form; rows: Row[]; errors: [] } {
  const [form, list]: [Form, readonly object[]] =
    'counts' in given ? ['counts', given.counts] : ['person', given.people];
  const cells = (row: object): Row['cells'] =>
    Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) =>
        value === undefined || value === '' || value === false
          ? []
          : [[COLUMNS[key] ?? key, value === true ? 'yes' : String(value)]],
      ),
    );
  return {
    form,
    rows: list.map((row, index) => ({
      row: index + 1,
      cells: cells(row),
      faults: [],
      sent: { columns: [], cells: [], separator: ';' },
    })),
    errors: [],
  };
}

const MISFITS: readonly UnpaidReason[] = [
  'unknown-outcome',
  'unknown-follow-up',
  'unknown-cohort',
  'unknown-group',
  'no-participant',
  'invalid-date',
  'invalid-quantity',
  'outside-period',
  'measured-on-cohort',
];

/** What only the evaluation can tell, e.g. that a number of days is not whole: such facts are refused too, not left out. */
const misfitsOf = ({ unpaid }: Evaluation): ErrorDetail[] =>
  unpaid
    .filter(({ reason }) => MISFITS.includes(reason))
    .flatMap(({ outcome, reason, facts, sentence }): ErrorDetail[] => {
      const misfit = { code: `facts.${reason}`, ...sentence };
      // The evaluation names facts by id; rows without one were given their number.
      return facts.length === 0
        ? [{ ...misfit, path: outcome }]
        : facts.map((id) => ({
            ...misfit,
            path: `${outcome} (${id})`,
            ...(/^row-\d+$/.test(id) ? { row: Number(id.slice(4)) } : {}),
          }));
    });
