import type { Outcome } from './kinds.js';
import { restsOn } from './names.js';

/** Outcomes so that each comes after those that it rests on; those in a circle are left out and returned apart. */
export function inDependencyOrder(outcomes: readonly Outcome[]): {
  ordered: readonly Outcome[];
  circular: readonly Outcome[];
} {
  const ordered: Outcome[] = [];
  let waiting = [...outcomes];
  while (waiting.length > 0) {
    const open = new Set(waiting.map((outcome) => outcome.code));
    const ready = waiting.filter((outcome) => restsOn(outcome).every((code) => !open.has(code)));
    if (ready.length === 0) break;
    ordered.push(...ready);
    waiting = waiting.filter((outcome) => !ready.includes(outcome));
  }
  return { ordered, circular: waiting };
}
