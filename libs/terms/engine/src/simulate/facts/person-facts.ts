import type { ErrorDetail } from '@ringvirkning/kernel';
import { readFactRow, twinOf, type FactRow, type Row } from '@ringvirkning/reading';
import type { Fact } from '@ringvirkning/terms-language';
import type { Basis } from '../basis.js';
import { definedOnly } from '../claim-facts.js';
import { rowError, tooMany } from './row-error.js';
import { unplacedFaults } from './where-settled.js';
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
  const nameOf = new Map<string, string>();
  const placed: (FactRow & { readonly row: number })[] = [];
  const facts = rows.flatMap((row) => {
    const read = readFactRow(row, ['outcome', 'achieved_on'], words.terms);
    if ('faults' in read) {
      errors.push(...read.faults.map(({ column, code, da, en }) => rowError(row.row, column, code, { da, en })));
      return [];
    }
    const id = read.row.externalRef ?? `row-${row.row}`;
    const { payer, faults } = words.check(row.row, read.row);
    const wrong = [
      ...faults,
      ...checkPerson(row.row, read.row, words),
      ...twin(row.row, read.row, nameOf),
      ...reused(row.row, id, rowOf),
    ];
    errors.push(...wrong);
    if (wrong.length > 0) return [];
    placed.push({ ...read.row, row: row.row });
    return [factOf(id, read.row, payer)];
  });
  errors.push(...unplacedFaults(placed, words.terms));
  return facts;
}

const factOf = (id: string, row: FactRow, payer: string | undefined): Fact =>
  definedOnly({
    id,
    participant: row.participant ?? undefined,
    outcome: row.outcome,
    followUp: row.followUp ?? undefined,
    on: row.on,
    quantity: row.quantity ?? undefined,
    cohort: row.cohort ?? undefined,
    group: row.group ?? undefined,
    payer,
  });

function reused(row: number, id: string, rowOf: Map<string, number>): ErrorDetail[] {
  const earlier = rowOf.get(id);
  rowOf.set(id, row);
  return earlier === undefined
    ? []
    : [
        rowError(row, 'id', 'id-reused', {
          da: `Id «${id}» står allerede i række ${earlier}.`,
          en: `The id «${id}» is already in row ${earlier}.`,
        }),
      ];
}

/** An import would hold back a key that is easily taken for an earlier one. */
function twin(row: number, { participant, newPerson }: FactRow, nameOf: Map<string, string>): ErrorDetail[] {
  if (participant === null) return [];
  const earlier = nameOf.get(twinOf(participant));
  if (earlier === undefined) nameOf.set(twinOf(participant), participant);
  return earlier === undefined || earlier === participant || newPerson
    ? []
    : [
        rowError(row, 'participant', 'resembles', {
          da: `«${participant}» ligner «${earlier}». Skriv ens, eller skriv ja i kolonnen new_person.`,
          en: `«${participant}» resembles «${earlier}». Write them alike, or write yes in the column new_person.`,
        }),
      ];
}

function checkPerson(row: number, { on, participant, outcome }: FactRow, { outcomes, terms }: Words): ErrorDetail[] {
  const isClaim = outcomes.has(outcome);
  const { from, to } = terms.period;
  return [
    // A baseline may lie before the contract; nothing after its end is looked at.
    ...((isClaim && on < from) || on > to
      ? [
          rowError(row, 'achieved_on', 'outside-period', {
            da: `${on} ligger uden for kontraktens periode ${from} til ${to}.`,
            en: `${on} lies outside the contract's period ${from} to ${to}.`,
          }),
        ]
      : []),
    ...(isClaim && participant === null
      ? [
          rowError(row, 'participant', 'missing-participant', {
            da: 'Deltageren mangler.',
            en: 'The participant is missing.',
          }),
        ]
      : []),
  ];
}
