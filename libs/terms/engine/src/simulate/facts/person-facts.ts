import type { ErrorDetail } from '@ringvirkning/kernel';
import { readFactRow, type Row } from '@ringvirkning/reading';
import type { Fact } from '@ringvirkning/terms-language';
import type { Basis } from '../basis.js';
import { definedOnly } from '../claim-facts.js';
import { rowError, tooMany } from './row-error.js';
import { EarlierRows, type KnownRow } from './same-person.js';
import { unplacedFaults } from './where-settled.js';
import type { Words } from './words.js';

/** Facts per person: who does not succeed has none of their outcomes; what was measured about them stays. */
export function personBasis(rows: readonly Row[], words: Words, most: number, errors: ErrorDetail[]): Basis {
  if (rows.length > most) errors.push(tooMany(rows.length, most));
  const { facts, repeated } = personFacts(rows, words, errors);
  const names = [...new Set(facts.map(({ participant }) => participant))].filter((name) => name !== undefined);
  const people = new Map(names.map((name, no) => [name, { name, no }]));
  const isClaim = ({ outcome }: Fact): boolean => words.outcomes.has(outcome);
  return {
    kind: 'people',
    claims: facts.filter(isClaim).length,
    people: names.length,
    repeated,
    facts: (luck) => facts.filter((fact) => !isClaim(fact) || luck.succeeds(people.get(fact.participant!)!)),
  };
}

/** One fact per row that says something new; a row without id is known by its number. What one row says of its person, the others say too. */
function personFacts(
  rows: readonly Row[],
  words: Words,
  errors: ErrorDetail[],
): { facts: Fact[]; repeated: readonly number[] } {
  const earlier = new EarlierRows(words.terms);
  const known = rows.flatMap((row): KnownRow[] => {
    const read = readFactRow(row, ['outcome', 'achieved_on'], words.terms);
    if ('faults' in read) {
      errors.push(...read.faults.map(({ column, code, da, en }) => rowError(row.row, column, code, { da, en })));
      return [];
    }
    const { payer, faults } = words.check(row.row, read.row);
    const said = { ...read.row, row: row.row, payer: payer ?? null };
    const wrong = [...faults, ...checkPerson(said, words), ...earlier.add(said)];
    errors.push(...wrong);
    return wrong.length > 0 ? [] : [said];
  });
  const repeated = new Set(earlier.repeated);
  const placed = known
    .filter(({ row }) => !repeated.has(row))
    .map((said) => ({
      ...said,
      cohort: earlier.wordOf('cohort', said.participant) ?? said.cohort,
      group: earlier.wordOf('group', said.participant) ?? said.group,
      payer: said.payer ?? earlier.payerOn(said.participant, said.on),
    }));
  errors.push(...unplacedFaults(placed, words.terms));
  return { facts: placed.map(factOf), repeated: earlier.repeated };
}

const factOf = (row: KnownRow): Fact =>
  definedOnly({
    id: row.externalRef ?? `row-${row.row}`,
    participant: row.participant ?? undefined,
    outcome: row.outcome,
    followUp: row.followUp ?? undefined,
    on: row.on,
    quantity: row.quantity ?? undefined,
    cohort: row.cohort ?? undefined,
    group: row.group ?? undefined,
    payer: row.payer ?? undefined,
  });

function checkPerson({ row, on, participant, outcome }: KnownRow, { outcomes, terms }: Words): ErrorDetail[] {
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
