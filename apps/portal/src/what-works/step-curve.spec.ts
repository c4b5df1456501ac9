import { describe, expect, it } from '@jest/globals';
import { monthMarks, stepBand, stepLine, within } from './step-curve.js';

const frame = { left: 10, right: 110, top: 0, bottom: 50 };

describe('a curve of steps', () => {
  it('goes along until the value changes', () =>
    expect(
      stepLine([
        { x: 0, y: 0 },
        { x: 5, y: 0 },
        { x: 8, y: 3 },
      ]),
    ).toBe('0,0 5,0 5,0 8,0 8,3'));
  it('lies within its frame, upwards from below', () => {
    const at = within(frame, { x: 20, y: 1 });
    expect([at({ x: 0, y: 0 }), at({ x: 20, y: 1 }), at({ x: 10, y: 0.5 })]).toEqual([
      { x: 10, y: 50 },
      { x: 110, y: 0 },
      { x: 60, y: 25 },
    ]);
    expect(within(frame, { x: 0, y: 0 })({ x: 0, y: 0 })).toEqual({ x: 10, y: 50 });
  });
  it('has an interval that is one closed area', () => {
    const line = [
      { x: 0, y: 1 },
      { x: 4, y: 2 },
    ];
    expect(
      stepBand(
        line,
        line.map(({ x, y }) => ({ x, y: y + 1 })),
      ),
    ).toBe('0,1 4,1 4,2 4,3 4,2 0,2');
  });
  it.each([
    [5, [0, 3]],
    [13, [0, 6, 12]],
    [40, [0, 12, 24, 36]],
    [100, [0, 24, 48, 72, 96]],
  ])('of %i months is marked where people look', (last, marks) => expect(monthMarks(last)).toEqual(marks));
});
