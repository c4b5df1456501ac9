import type { StandingRow } from '../../persistence/score-view.store.js';
import type { PublishedProgress } from '../../persistence/published-progress.store.js';
import { publishedCount } from '../../views/progress/present-progress.js';
import { PARTICIPANTS } from '../../views/progress/published-cells.js';
import { scoredKey } from '../../views/progress/standing-tables.js';

/** Numbers of people, as the reader may know them: null is withheld. */
export interface Figures {
  readonly participants: number | null;
  /** Planned measurements of a measure of which there is anything, in order. */
  points(measure: string): readonly number[];
  people(measure: string, point: number, value: string): number | null;
  /** Whether the figure lacks somebody. */
  isMarked(measure: string, point: number, value: string): boolean;
}

const pointsIn = (keys: Iterable<string>, measure: string): number[] => {
  const start = `scored ${measure} `;
  const points = [...keys].flatMap((key) =>
    key.startsWith(start) ? [Number(key.slice(start.length).split(' ')[0])] : [],
  );
  return [...new Set(points)].sort((a, b) => a - b);
};

export function wholeFigures(standings: readonly StandingRow[], participants: number): Figures {
  const counts = new Map<string, number>();
  for (const { measure, point, value } of standings) {
    const key = scoredKey(measure, point, value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    participants,
    points: (measure) => pointsIn(counts.keys(), measure),
    people: (measure, point, value) => counts.get(scoredKey(measure, point, value)) ?? 0,
    isMarked: () => false,
  };
}

/** Of a planned measurement that is not out nothing is told, not even which steps are empty. */
export function publishedFigures(published: PublishedProgress): Figures {
  const isOut = (measure: string, point: number): boolean =>
    [...published.out.keys()].some((key) => key.startsWith(scoredKey(measure, point, '')));
  return {
    participants: publishedCount(published, PARTICIPANTS),
    points: (measure) => pointsIn([...published.out.keys(), ...published.pending], measure),
    people: (measure, point, value) =>
      isOut(measure, point) ? publishedCount(published, scoredKey(measure, point, value)) : null,
    isMarked: (measure, point, value) =>
      !isOut(measure, point) || published.pending.has(scoredKey(measure, point, value)),
  };
}

export const nothingPublished: Figures = {
  participants: null,
  points: () => [],
  people: () => null,
  isMarked: () => true,
};
