import type { Cell, Cells, Published } from '@ringvirkning/disclosure';
import type { ClaimOfStepRow, PersonRow } from '../../persistence/progress.store.js';
import type { PublishedProgress } from '../../persistence/published-progress.store.js';

export const PARTICIPANTS = 'participants';
type Step = { readonly outcome: string; readonly follow_up: string };
const keyOf = ({ outcome, follow_up }: Step): string => `${outcome} ${follow_up}`;
export const finalKey = (step: Step): string => `final ${keyOf(step)}`;
/** A part of the final claims, as payments told that it is out. */
export const partKey = (step: Step, part: string): string => `${finalKey(step)} | ${part}`;
/** Those who reached a step and those who did not are two cells: what one of them lacks is then not told by the other. */
export const personKey = (step: Step, group: string, reached: boolean): string =>
  `${reached ? 'reached' : 'not-reached'} ${keyOf(step)} ${group}`;
/** All groups together. */
export const EVERYBODY = '*';

export const cellOf = (people: Iterable<string>): Cell<number> => {
  const counted = new Map([...people].map((person) => [person, person]));
  return { counted, value: counted.size };
};
const apart = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [
  ...[...a].filter((one) => !b.has(one)),
  ...[...b].filter((one) => !a.has(one)),
];

/** What is told beside a step, by payments or here, and could be subtracted from it. */
export interface Beside {
  /** Final claims of the step that are out, with their people. */
  readonly claims: readonly ClaimOfStepRow[];
  /** Everybody who is told to be in the contract. */
  readonly participants: ReadonlySet<string>;
}

/**
 * A step in tables whose cells move together: first everybody, then by groups. With everybody stands what a reader could subtract (claims that are told
 * otherwise, people of whom it is not known yet), which is not shown, but may not be of few people either: by group and year, as payments tell claims. What is
 * hidden of each line is known to be of few, so that the sum of several, of five and more together, can tell each.
 */
export function stepTables(
  step: Step,
  people: readonly PersonRow[],
  { claims, participants }: Beside,
): readonly [everybody: Cells<number>, groups: Cells<number>] {
  const known = new Set(people.map(({ participant_id }) => participant_id));
  const everybody = new Map([
    ...sample(step, EVERYBODY, people),
    ...beside(step, people, claims),
    [`not-known ${keyOf(step)}`, cellOf(apart(participants, known))] as const,
  ]);
  const groups = new Set([...people, ...claims].map(({ group_code }) => group_code));
  const byGroup = [...groups].flatMap((group) =>
    sample(
      step,
      group,
      people.filter(({ group_code }) => group_code === group),
    ),
  );
  return [everybody, new Map(groups.size > 1 || !groups.has('') ? byGroup : [])];
}

const sample = (step: Step, group: string, people: readonly PersonRow[]): [string, Cell<number>][] =>
  [true, false].map((isReached) => {
    const who = people.filter(({ reached }) => reached === isReached).map(({ participant_id }) => participant_id);
    return [personKey(step, group, isReached), cellOf(who)];
  });

/** By group and year, whose claims are told and who is told to have reached the step otherwise. */
function beside(step: Step, people: readonly PersonRow[], claims: readonly ClaimOfStepRow[]): [string, Cell<number>][] {
  const lineOf = ({ group_code, year }: PersonRow | ClaimOfStepRow): string => `${group_code} ${year}`;
  const reached = people.filter((person) => person.reached);
  const peopleOf = (rows: readonly (PersonRow | ClaimOfStepRow)[], line: string): Set<string> =>
    new Set(rows.filter((row) => lineOf(row) === line).map(({ participant_id }) => participant_id));
  return [...new Set([...reached, ...claims].map(lineOf))].map((line) => [
    `beside ${keyOf(step)} ${line}`,
    cellOf(apart(peopleOf(reached, line), peopleOf(claims, line))),
  ]);
}

/** Parts of a step's final claims that are out. */
export const partsOut = (out: Published<number>, step: Step): Cell<number>[] =>
  [...out].flatMap(([key, versions]) => (key.startsWith(partKey(step, '')) ? [versions.at(-1)!] : []));

/** Groups of a step of which something is out or waits, in order. */
export function groupsOf({ out, pending }: PublishedProgress, step: Step): string[] {
  const groups = [...out.keys(), ...pending].flatMap((key) =>
    [personKey(step, '', true), personKey(step, '', false)].flatMap((start) =>
      key.startsWith(start) ? [key.slice(start.length)] : [],
    ),
  );
  return [...new Set(groups)].filter((group) => group !== EVERYBODY).sort();
}
