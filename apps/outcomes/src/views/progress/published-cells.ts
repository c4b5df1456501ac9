import type { Cell, Cells } from '@ringvirkning/disclosure';
import type { FinalClaimRow, PersonRow } from '../../persistence/progress.store.js';
import type { PublishedProgress } from '../../persistence/published-progress.store.js';

export const PARTICIPANTS = 'participants';
type Step = { readonly outcome: string; readonly follow_up: string };
export const finalKey = ({ outcome, follow_up }: Step): string => `final ${outcome} ${follow_up}`;
/** Those who reached a step and those who did not are two cells: what one of them lacks is then not told by the other. */
export const personKey = ({ outcome, follow_up }: Step, group: string, reached: boolean): string =>
  `${reached ? 'reached' : 'not-reached'} ${outcome} ${follow_up} ${group}`;

/** Everything about people that progress tells, in cells that do not overlap. */
export function progressCells(
  participants: readonly string[],
  people: readonly PersonRow[],
  claims: readonly FinalClaimRow[],
): Cells<number> {
  const counted = new Map<string, Map<string, string>>();
  const count = (key: string, id: string, person: string): void => {
    const cell = counted.get(key) ?? new Map<string, string>();
    counted.set(key, cell.set(id, person));
  };
  for (const person of participants) count(PARTICIPANTS, person, person);
  for (const row of people) count(personKey(row, row.group_code, row.reached), row.participant_id, row.participant_id);
  for (const row of claims) count(finalKey(row), row.claim_id, row.participant_id);
  return new Map([...counted].map(([key, of]): [string, Cell<number>] => [key, { counted: of, value: of.size }]));
}

/** Groups of a step of which something is out or waits, in order. */
export function groupsOf({ out, pending }: PublishedProgress, step: Step): string[] {
  const groups = [...out.keys(), ...pending].flatMap((key) =>
    [personKey(step, '', true), personKey(step, '', false)].flatMap((start) =>
      key.startsWith(start) ? [key.slice(start.length)] : [],
    ),
  );
  return [...new Set(groups)].sort();
}
