import type { PersonProgression, PathScore } from '@ringvirkning/outcomes-api';
import type { Scale } from '@ringvirkning/terms-language';

export type MeasuredOf = PersonProgression['measures'][number];

/** Scores that count: not replaced, not taken back, and of claims those that stand. */
export const standing = (scores: readonly PathScore[]): PathScore[] => scores.filter(({ point }) => point !== null);

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly on: string;
  readonly value: string;
}

/** Places of scores in a picture from 0 to 1: days from the first to the last, steps in equal distances with the best on top. */
export function pathDots(scores: readonly PathScore[], { steps, better }: Pick<Scale, 'steps' | 'better'>): Dot[] {
  const shown = standing(scores).flatMap(({ on, value }) => (value === null ? [] : [{ on, value }]));
  const days = shown.map(({ on }) => Date.parse(on));
  const [first, span] = [Math.min(...days), Math.max(...days) - Math.min(...days)];
  return shown.flatMap(({ on, value }, index) => {
    const rank = steps.findIndex((step) => String(step.value) === value);
    if (rank < 0) return [];
    const height = rank / (steps.length - 1);
    return {
      on,
      value,
      x: span === 0 ? 0 : (days[index]! - first) / span,
      y: better === 'higher' ? 1 - height : height,
    };
  });
}

/** The change from the first to the last score, positive when it is for the better, and whether it is a real one; undefined with fewer than two. */
export function changeOf(
  scores: readonly PathScore[],
  { better, smallestChange }: Pick<Scale, 'better' | 'smallestChange'>,
) {
  const values = standing(scores).flatMap(({ value }) => (value === null ? [] : [Number(value)]));
  if (values.length < 2) return undefined;
  const [first, last] = [values[0]!, values.at(-1)!];
  const change = better === 'higher' ? last - first : first - last;
  return { first, last, change, isReal: Math.abs(change) >= smallestChange };
}
