import { isLocalDate, type ErrorDetail } from '@ringvirkning/kernel';
import type { Fact } from '../../types.js';
import type { Basis } from '../basis.js';
import { definedOnly } from '../claim-facts.js';
import { rowError, tooMany } from './row-error.js';
import type { Row } from './rows.js';
import type { Words } from './words.js';

/** Facts per person: who does not succeed has none of their outcomes; what was measured about them stays. */
export function personBasis(rows: readonly Row[], words: Words, most: number, errors: ErrorDetail[]): Basis {
  if (rows.length > most) errors.push(tooMany(rows.length, most));
  const facts = personFacts(rows, words, errors);
  const names = [...new Set(facts.map(({ participant }) => participant))].filter((name) => name !== undefined);
  const people = new Map(names.map((name, no) => [name, { name, no }]));
  const isClaim = ({ outcome }: Fact): boolean => words.outcomes.has(outcome);
  return {
    kind: 'people',
    claims: facts.filter(isClaim).length,
    people: names.length,
    facts: (luck) => facts.filter((fact) => !isClaim(fact) || luck.succeeds(people.get(fact.participant!)!)),
  };
}

/** One fact per row; a row without id is known by its number. */
function personFacts(rows: readonly Row[], words: Words, errors: ErrorDetail[]): Fact[] {
  const rowOf = new Map<string, number>();
  return rows.flatMap((row) => {
    const wrong = [...words.check(row), ...checkPerson(row, words)];
    const {
      outcome = '',
      achieved_on: on = '',
      participant,
      follow_up: followUp,
      quantity,
      cohort,
      group,
      payer,
    } = row.cells;
    const id = row.cells['id'] ?? `row-${row.row}`;
    const earlier = rowOf.get(id);
    if (earlier !== undefined)
      wrong.push(
        rowError(row.row, 'id', 'id-reused', {
          da: `Id «${id}» står allerede i række ${earlier}.`,
          en: `The id «${id}» is already in row ${earlier}.`,
        }),
      );
    rowOf.set(id, row.row);
    errors.push(...wrong);
    return wrong.length > 0
      ? []
      : [definedOnly({ id, participant, outcome, followUp, on, quantity, cohort, group, payer })];
  });
}

function checkPerson({ row, cells }: Row, { outcomes, terms }: Words): ErrorDetail[] {
  const errors: ErrorDetail[] = [];
  const { achieved_on: on, participant, outcome } = cells;
  const isClaim = outcome !== undefined && outcomes.has(outcome);
  if (on === undefined || !isLocalDate(on))
    errors.push(
      rowError(row, 'achieved_on', 'wrong-date', {
        da: `«${on ?? ''}» er ikke en dato. Skriv ÅÅÅÅ-MM-DD.`,
        en: `«${on ?? ''}» is not a date. Write YYYY-MM-DD.`,
      }),
    );
  // A baseline may lie before the contract; nothing after its end is looked at.
  else if ((isClaim && on < terms.period.from) || on > terms.period.to) {
    errors.push(
      rowError(row, 'achieved_on', 'outside-period', {
        da: `${on} ligger uden for kontraktens periode ${terms.period.from} til ${terms.period.to}.`,
        en: `${on} lies outside the contract's period ${terms.period.from} to ${terms.period.to}.`,
      }),
    );
  }
  if (isClaim && participant === undefined)
    errors.push(
      rowError(row, 'participant', 'missing-participant', {
        da: 'Deltageren mangler.',
        en: 'The participant is missing.',
      }),
    );
  return errors;
}
