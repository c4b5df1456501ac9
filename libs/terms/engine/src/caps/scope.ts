import type { Cap } from '@ringvirkning/terms-language';
import type { Rows } from '../evaluate/rows.js';
import type { Plan } from '../plan.js';

/** Whether a cap counts a row. */
export function counts(
  plan: Plan,
  cap: Pick<Cap, 'outcomes' | 'groups' | 'cohorts'>,
  rows: Rows,
): (row: number) => boolean {
  const numbers = (names: readonly string[] | undefined, index: ReadonlyMap<string, number>) =>
    names && new Set(names.map((name) => index.get(name)!));
  const [outcomes, groups, cohorts] = [
    numbers(cap.outcomes, plan.codes),
    numbers(cap.groups, plan.groups),
    numbers(cap.cohorts, plan.cohorts),
  ];
  return (row) =>
    (!outcomes || outcomes.has(rows.outcome(row))) &&
    (!groups || groups.has(rows.group(row))) &&
    (!cohorts || cohorts.has(rows.cohort(row)));
}
