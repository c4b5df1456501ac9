import { digestOf } from '@ringvirkning/kernel';
import { numberOf, standingAt, type History } from './history.js';

/** Who cosigns one log: enough that more than half of them is a word, few enough that a partnership of a hundred does not only cosign. */
const WITNESSES = 7;
const known = new WeakMap<History, Map<string, readonly string[]>>();

/**
 * Who cosigns the log of a member, at a place in the history: of the other active members the first seven by a digest, so nobody chooses, and everybody finds
 * the same ones.
 */
export function witnessesOf(history: History, of: string, number = numberOf(history)): readonly string[] {
  const found = known.get(history) ?? new Map<string, readonly string[]>();
  known.set(history, found);
  const key = `${number} ${of}`;
  if (!found.has(key)) found.set(key, chosen(history, of, number));
  return found.get(key)!;
}

const chosen = (history: History, of: string, number: number): string[] =>
  Object.keys(history.members)
    .filter((id) => id !== of && standingAt(history, id, number)?.status === 'active')
    .map((id) => ({ id, lot: digestOf([history.heads[0], of, id]) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, WITNESSES)
    .map(({ id }) => id);
