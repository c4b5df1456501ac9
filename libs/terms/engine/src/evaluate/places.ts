import type { OutcomePlan } from '../plan.js';
import type { Plans } from '../versions/plans.js';
import type { Intake } from './intake.js';
import { inOrder, type Rows } from './rows.js';

/** Whether an outcome is paid by the place in which a person came. */
const isByNumber = ({ prices }: OutcomePlan): boolean => prices.some(({ written }) => written.kind === 'by-number');

/**
 * In which place the person of each row came among those who achieved the outcome (at the follow-up), from 1, in the order of their first days; sparse: only for
 * outcomes that are paid by it. The count goes on over all versions of the terms, and over claims that a cap cuts.
 */
export function placesOf({ all }: Plans, intake: Intake, rows: Rows): number[] {
  const numbered = new Set(
    all.flatMap(({ plan }) => plan.outcomes.flatMap((outcome) => (isByNumber(outcome) ? outcome.index : []))),
  );
  const places: number[] = [];
  if (numbered.size === 0) return places;
  const people = new Map<string, Map<number, number>>();
  for (const row of inOrder(rows, intake)) {
    if (!numbered.has(rows.outcome(row))) continue;
    const key = `${rows.outcome(row)}/${rows.followUp(row)}`;
    const before = people.get(key) ?? new Map<number, number>();
    people.set(key, before);
    const place = before.get(rows.person(row)) ?? before.size + 1;
    before.set(rows.person(row), place);
    places[row] = place;
  }
  return places;
}
