import { isLocalDate, type ErrorDetail } from '@ringvirkning/kernel';
import type { Fact } from '@ringvirkning/terms';
import { rowError } from '../refused.js';
import type { Words } from './check-row.js';
import type { Row } from './rows.js';

/** One fact per row; a row without id is known by its number. */
export function personFacts(rows: readonly Row[], words: Words, errors: ErrorDetail[]): Fact[] {
  const rowOf = new Map<string, number>();
  return rows.flatMap((row) => {
    const wrong = [...words.check(row), ...checkPerson(row, words)];
    const { outcome = '', achieved_on: on = '', participant, follow_up: followUp, quantity, cohort, group, payer } = row.cells;
    const id = row.cells['id'] ?? `row-${row.row}`;
    const earlier = rowOf.get(id);
    if (earlier !== undefined) wrong.push(rowError(row.row, 'id', 'id-reused', { da: `Id «${id}» står allerede i række ${earlier}.`, en: `The id «${id}» is already in row ${earlier}.` }));
    rowOf.set(id, row.row);
    errors.push(...wrong);
    return wrong.length > 0 ? [] : [definedOnly({ id, participant, outcome, followUp, on, quantity, cohort, group, payer })];
  });
}

function checkPerson({ row, cells }: Row, { outcomes, terms }: Words): ErrorDetail[] {
  const errors: ErrorDetail[] = [];
  const { achieved_on: on, participant, outcome } = cells;
  const isClaim = outcome !== undefined && outcomes.has(outcome);
  if (on === undefined || !isLocalDate(on)) errors.push(rowError(row, 'achieved_on', 'wrong-date', { da: `«${on ?? ''}» er ikke en dato. Skriv ÅÅÅÅ-MM-DD.`, en: `«${on ?? ''}» is not a date. Write YYYY-MM-DD.` }));
  // A baseline may lie before the contract; nothing after its end is looked at.
  else if ((isClaim && on < terms.period.from) || on > terms.period.to) {
    errors.push(rowError(row, 'achieved_on', 'outside-period', { da: `${on} ligger uden for kontraktens periode ${terms.period.from} til ${terms.period.to}.`, en: `${on} lies outside the contract's period ${terms.period.from} to ${terms.period.to}.` }));
  }
  if (isClaim && participant === undefined) errors.push(rowError(row, 'participant', 'missing-participant', { da: 'Deltageren mangler.', en: 'The participant is missing.' }));
  return errors;
}

/** Absent and undefined are the same to JSON, not to a digest that is compared field by field: leave absent fields out. */
export const definedOnly = (fact: { readonly [K in keyof Fact]: Fact[K] | undefined }): Fact => Object.fromEntries(Object.entries(fact).filter(([, value]) => value !== undefined)) as unknown as Fact;
