import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Course, Fact, Terms, UnpaidReason } from '@ringvirkning/terms';
import { Refused } from '../refused.js';
import { Words } from './check-row.js';
import { countFacts } from './count-facts.js';
import { personFacts } from './person-facts.js';
import { readRows } from './rows.js';

/** Facts of a CSV text, per person or as counts. @throws Refused with every row that does not fit the terms. */
export function readFacts(file: string, text: string, terms: Terms): Fact[] {
  const { form, rows, errors: unreadable } = readRows(text);
  const errors: ErrorDetail[] = [...unreadable];
  const facts = (form === 'counts' ? countFacts : personFacts)(rows, new Words(terms), errors);
  if (errors.length > 0) throw new Refused(file, errors.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
  return facts;
}

const MISFITS: readonly UnpaidReason[] = ['unknown-outcome', 'unknown-follow-up', 'unknown-cohort', 'unknown-group', 'no-participant', 'invalid-date', 'invalid-quantity', 'outside-period', 'measured-on-cohort'];

/** What only the evaluation can tell, e.g. that a number of days is not whole: such facts are refused too, not left out. @throws Refused */
export function refuseMisfits(file: string, { unpaid }: Course): void {
  const errors = unpaid
    .filter(({ reason }) => MISFITS.includes(reason))
    .flatMap(({ outcome, reason, facts, sentence }): ErrorDetail[] => {
      const misfit = { code: `facts.${reason}`, ...sentence };
      // The evaluation names facts by id; rows without one were given their number.
      return facts.length === 0 ? [{ ...misfit, path: outcome }] : facts.map((id) => ({ ...misfit, path: `${outcome} (${id})`, ...(/^row-\d+$/.test(id) ? { row: Number(id.slice(4)) } : {}) }));
    });
  if (errors.length > 0) throw new Refused(file, errors);
}
