import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareBy, type Followed } from './survival.js';

/** Weeks in remission of 21 children with leukaemia on 6-MP (Freireich and others 1963), the example of most textbooks. */
const REMISSION: Followed[] = [
  { time: 6, events: 3, censored: 1 },
  { time: 7, events: 1, censored: 0 },
  { time: 9, events: 0, censored: 1 },
  { time: 10, events: 1, censored: 1 },
  { time: 11, events: 0, censored: 1 },
  { time: 13, events: 1, censored: 0 },
  { time: 16, events: 1, censored: 0 },
  { time: 17, events: 0, censored: 1 },
  { time: 19, events: 0, censored: 1 },
  { time: 20, events: 0, censored: 1 },
  { time: 22, events: 1, censored: 0 },
  { time: 23, events: 1, censored: 0 },
  { time: 25, events: 0, censored: 1 },
  { time: 32, events: 0, censored: 2 },
  { time: 34, events: 0, censored: 1 },
  { time: 35, events: 0, censored: 1 },
];

const followed = fc
  .array(fc.record({ events: fc.nat(20), censored: fc.nat(20) }), { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((row, time) => ({ time, ...row })));

describe('share by time', () => {
  // Time, at risk, survival and its 95 % interval (log-log) as published.
  it.each([
    [6, 21, 0.8571, 0.6197, 0.9516],
    [7, 17, 0.8067, 0.5631, 0.9228],
    [10, 15, 0.7529, 0.5032, 0.8894],
    [13, 12, 0.6902, 0.4316, 0.8491],
    [16, 11, 0.6275, 0.3675, 0.8049],
    [22, 7, 0.5378, 0.2678, 0.7468],
    [23, 6, 0.4482, 0.1881, 0.6801],
  ])('gives the published figures of the 6-MP trial at week %i', (week, atRisk, survival, low, high) => {
    const { interval, share, ...at } = shareBy(REMISSION).find(({ time }) => time === week)!;
    expect(at).toEqual({ time: week, atRisk });
    expect(1 - share).toBeCloseTo(survival, 4);
    expect(1 - interval!.high).toBeCloseTo(low, 4);
    expect(1 - interval!.low).toBeCloseTo(high, 4);
  });
  it('is reached ÷ all as long as everybody is followed', () =>
    fc.assert(
      fc.property(followed, (rows) => {
        const all = rows.reduce((sum, { events, censored }) => sum + events + censored, 0);
        const last = rows.length - 1;
        const sinceStart = rows.map((row, time) => ({ ...row, censored: 0, time }));
        const left = rows.reduce((sum, { censored }) => sum + censored, 0);
        sinceStart[last]!.censored = left;
        let reached = 0;
        const shares = new Map(shareBy(sinceStart).map(({ time, share }) => [time, share]));
        for (const { time, events } of sinceStart) {
          reached += events;
          if (shares.has(time)) expect(shares.get(time)).toBeCloseTo(reached / all, 9);
        }
      }),
    ));
  it('never falls, and lies in its interval, between 0 and 1', () =>
    fc.assert(
      fc.property(followed, (rows) => {
        let before = 0;
        for (const { share, interval } of shareBy(rows)) {
          expect(share).toBeGreaterThanOrEqual(before);
          expect(share).toBeLessThanOrEqual(1);
          if (interval) {
            expect(interval.low).toBeGreaterThanOrEqual(0);
            expect(interval.low).toBeLessThanOrEqual(share);
            expect(interval.high).toBeGreaterThanOrEqual(share);
            expect(interval.high).toBeLessThanOrEqual(1);
          }
          before = share;
        }
      }),
    ));
  it('says nothing of times to which nobody is followed', () => {
    expect(shareBy([])).toEqual([]);
    expect(
      shareBy([
        { time: 1, events: 1, censored: 1 },
        { time: 2, events: 0, censored: 0 },
      ]).map(({ time }) => time),
    ).toEqual([1]);
  });
});
