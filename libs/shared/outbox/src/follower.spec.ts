import { describe, expect, it } from '@jest/globals';
import { follow, newFollower, type Follower, type Report } from './follower.js';

/** Feeds receipts to a follower; returns when, in ms, it had events sent again. */
function resends(reports: readonly (Report & { at: number })[], sent: number): number[] {
  let follower: Follower = newFollower(-1);
  return reports
    .filter((report) => {
      const result = follow(follower, report, sent, report.at);
      follower = result.follower;
      return result.resend;
    })
    .map(({ at }) => at);
}
const every = (ms: number, until: number, report: Report): (Report & { at: number })[] =>
  Array.from({ length: Math.floor(until / ms) + 1 }, (_, index) => ({ ...report, at: index * ms }));

describe('a consumer', () => {
  it('that has everything is sent nothing again', () =>
    expect(resends(every(2_000, 60_000, { upto: 10, gap: false }), 10)).toEqual([]));
  it('that moves on is left alone, however far behind it is', () =>
    expect(
      resends(
        Array.from({ length: 50 }, (_, index) => ({ upto: index, gap: false, at: index * 1_500 })),
        10_000,
      ),
    ).toEqual([]));
  it('that stands still behind is sent everything again, less and less often', () =>
    expect(resends(every(2_000, 130_000, { upto: 5, gap: false }), 10)).toEqual([
      2_000, 6_000, 14_000, 30_000, 60_000, 90_000, 120_000,
    ]));
  it('that sees a gap is sent it at once, but not again while that is on its way', () =>
    expect(
      resends(
        [0, 10, 100, 249, 250].map((at) => ({ upto: 5, gap: true, at })),
        10,
      ),
    ).toEqual([0, 250]));
  it('that says nothing is sent nothing', () => expect(resends([], 10)).toEqual([]));
  it('that fell back to an older state is followed there', () =>
    expect(resends([{ upto: 10, gap: false, at: 0 }, ...every(2_000, 4_000, { upto: 3, gap: false })], 10)).toEqual([
      2_000,
    ]));
});
