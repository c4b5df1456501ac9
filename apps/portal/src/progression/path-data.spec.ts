import { describe, expect, it } from '@jest/globals';
import type { PathScore } from '@ringvirkning/outcomes-api';
import { changeOf, pathDots } from './path-data.js';

const steps = [1, 2, 4].map((value) => ({ value, title: { da: '', en: '' } }));
const score = (value: string, on: string, point: number | null = 0) => ({ value, on, point }) as PathScore;

describe("the picture of a person's path", () => {
  const scores = [score('1', '2025-01-01'), score('4', '2025-01-05', null), score('2', '2025-01-11', 1)];
  it('places scores by day and by step, and leaves out what was corrected', () =>
    expect(pathDots(scores, { steps, better: 'higher' })).toEqual([
      { on: '2025-01-01', value: '1', x: 0, y: 1 },
      { on: '2025-01-11', value: '2', x: 1, y: 0.5 },
    ]));
  it('has the best step on top where lower is better', () =>
    expect(pathDots(scores, { steps, better: 'lower' }).map(({ y }) => y)).toEqual([0, 0.5]));
  it('can hold one score, or none', () => {
    expect(pathDots([scores[0]!], { steps, better: 'higher' })).toMatchObject([{ x: 0 }]);
    expect(pathDots([], { steps, better: 'higher' })).toEqual([]);
  });
});

describe('the change on a path', () => {
  it('is from the first to the last score, for the better or not', () => {
    const scores = [score('4', '2025-01-01'), score('2', '2025-07-01', 1)];
    expect(changeOf(scores, { better: 'lower', smallestChange: 2 })).toMatchObject({ change: 2, isReal: true });
    expect(changeOf(scores, { better: 'higher', smallestChange: 3 })).toMatchObject({ change: -2, isReal: false });
  });
  it('needs two scores', () =>
    expect(changeOf([score('4', '2025-01-01')], { better: 'lower', smallestChange: 1 })).toBeUndefined());
});
