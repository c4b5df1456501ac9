import type { Cells, Published } from '@ringvirkning/disclosure';
import type { StandingRow } from '../../persistence/score-view.store.js';
import { cellOf } from './published-cells.js';

const startOf = (measure: string, point: number): string => `scored ${measure} ${point} `;
/** Those who stand on one step of a scale at a planned measurement. */
export const scoredKey = (measure: string, point: number, value: string): string => startOf(measure, point) + value;

/**
 * A table per planned measurement. Its cells move together, with those who were not measured then beside them: they are not shown, but nobody may find out
 * a few of them by subtraction either.
 */
export function standingTables(
  standings: readonly StandingRow[],
  participants: ReadonlySet<string>,
  out: Published<number>,
): Cells<number>[] {
  const byPoint = Map.groupBy(standings, ({ measure, point }) => startOf(measure, point));
  return [...byPoint].map(([start, rows]) => {
    const byValue = Map.groupBy(rows, ({ value }) => start + value);
    const measured = new Set(rows.map(({ participant_id }) => participant_id));
    const emptied = [...out.keys()].filter((key) => key.startsWith(start) && !byValue.has(key));
    return new Map([
      ...emptied.map((key) => [key, cellOf([])] as const),
      ...[...byValue].map(([key, of]) => [key, cellOf(of.map(({ participant_id }) => participant_id))] as const),
      [`not-${start}`, cellOf([...participants].filter((id) => !measured.has(id)))],
    ]);
  });
}
