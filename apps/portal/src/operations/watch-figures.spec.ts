import { describe, expect, it } from '@jest/globals';
import { figuresOf, levels, linesOf } from './watch-figures.js';
import type { Stretch } from './watch.js';

const step = (change: Partial<Stretch> = {}): Stretch => ({
  ...{ isUp: true, requests: 0, errors: 0, slow: null, oldestSeconds: null, putAside: null },
  ...change,
});

describe('the figures of a program', () => {
  it('are the sum of its requests, the most of each age, and what lies aside at the end', () =>
    expect(
      figuresOf([
        step({ requests: 6, errors: 1, slow: 0.2, oldestSeconds: 4, putAside: 3 }),
        null,
        step({ isUp: false }),
        step({ requests: 2, errors: 1, slow: 0.1, oldestSeconds: 9, putAside: 0 }),
      ]),
    ).toEqual({ requests: 8, errorShare: 0.25, slow: 0.2, oldestSeconds: 9, putAside: 0, away: 1 }));
  it('say nothing where nobody looked', () =>
    expect(figuresOf([null])).toEqual({
      ...{ requests: 0, errorShare: null, slow: null, oldestSeconds: null, putAside: null, away: 0 },
    }));
});

describe('the lines of a chart', () => {
  it('break where nobody looked', () =>
    expect(linesOf([1, 2, null, 4, 0])).toEqual([
      [
        [0, 0.25],
        [0.25, 0.5],
      ],
      [
        [0.75, 1],
        [1, 0],
      ],
    ]));
  it('lie at the bottom where all is nothing, and are none without a value', () => {
    expect(linesOf([0, 0])).toEqual([
      [
        [0, 0],
        [1, 0],
      ],
    ]);
    expect(linesOf([null, null])).toEqual([]);
    expect(linesOf([3])).toEqual([[[0, 1]]]);
  });
});

describe('how it stands', () => {
  const DAY = 86_400;
  it('is told by the measures of the alert rules', () => {
    expect([levels.found(0), levels.found(1)]).toEqual(['up', 'down']);
    expect([1_200, 1_201].map(levels.probe)).toEqual(['up', 'degraded']);
    expect([30, 31].map((days) => levels.claims({ attest: 0, verify: days * DAY }))).toEqual(['up', 'degraded']);
    const partner = { member: 'herning', behind: 0, heardSeconds: 5, keyDays: 31 };
    const changed = [
      {},
      { heardSeconds: 1_801 },
      { keyDays: 29 },
      { keyDays: 0 },
      { heardSeconds: null, keyDays: null },
    ];
    expect(changed.map((change) => levels.partner({ ...partner, ...change }))).toEqual([
      ...['up', 'degraded', 'degraded', 'down', 'up'],
    ]);
  });
  it('asks for a fortnight of each certificate', () =>
    expect([15, 13, 0].map(levels.certificate)).toEqual(['up', 'degraded', 'down']));
  it('asks for a backup of the last eight days that was tried', () => {
    const now = Date.parse('2027-01-20T00:00:00Z');
    const of = (takenAt: string, isWell = true) => levels.backup({ takenAt, verifiedAt: takenAt, isWell }, now);
    expect([of('2027-01-13T00:00:00Z'), of('2027-01-11T00:00:00Z'), of('2027-01-19T00:00:00Z', false)]).toEqual([
      ...['up', 'degraded', 'down'],
    ]);
    expect(levels.backup(null, now)).toBe('degraded');
  });
});
