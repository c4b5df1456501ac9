import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptOf } from './retention.js';

const moments = fc.array(
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);

describe('which backups are kept', () => {
  it('are the last of each of the newest days and months', () =>
    expect(
      keptOf(
        [
          '2026-05-01T01:00:00Z',
          '2026-05-31T01:00:00Z',
          '2026-06-30T01:00:00Z',
          '2026-07-01T01:00:00Z',
          '2026-07-01T02:00:00Z',
        ],
        { daily: 2, monthly: 3 },
      ),
    ).toEqual(['2026-07-01T02:00:00Z', '2026-06-30T01:00:00Z', '2026-05-31T01:00:00Z']));
  it('always are the newest, at most one a day and one a month, and the same when it is done again', () =>
    fc.assert(
      fc.property(moments, fc.nat(20), fc.nat(20), (all, daily, monthly) => {
        const kept = keptOf(all, { daily, monthly });
        expect(kept[0]).toBe([...all].sort().at(-1));
        expect(kept.length).toBeLessThanOrEqual(daily + monthly + 1);
        expect(keptOf(kept, { daily, monthly })).toEqual(kept);
      }),
    ));
});
