import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { yearEndDifferences, yearEndSide, type BookedMove, type YearEndOf } from './year-end.js';

const OF: YearEndOf = { contractId: 'c', year: 2026, currency: 'DKK' };
const BOTH = ['municipality:0657', 'municipality:0751'] as const;
const sheet = (booked: readonly BookedMove[], of = OF) => BOTH.map((authority) => yearEndSide(of, authority, booked));
const digests = (booked: readonly BookedMove[], of = OF) => sheet(booked, of).map(({ digest }) => digest);

/** Transfers between the two, as each of them books both ends. */
const transfers = fc.array(
  fc.record({
    no: fc.integer({ min: 1, max: 4 }),
    from: fc.constantFrom(0, 1),
    year: fc.constantFrom(2025, 2026, 2027),
    amount: fc.bigInt({ min: -1_000n, max: 1_000n }),
  }),
  { minLength: 1, maxLength: 12 },
);
const booked = (all: ReturnType<typeof transfers.generate>['value']): BookedMove[] =>
  all.flatMap(({ no, from, year, amount }) => {
    const common = { code: 'across', no, settlement: `digest-${no}`, year };
    const [giver, taker] = [`${BOTH[from]!}/social`, `${BOTH[1 - from]!}/social`];
    return [
      { ...common, silo: giver, amount },
      { ...common, silo: taker, amount: -amount },
    ];
  });

describe('what two municipalities have booked of a year', () => {
  it('has the same digests at both, in whatever order it was booked, and comes to nothing over both', () =>
    fc.assert(
      fc.property(transfers, (all) => {
        expect(digests(booked(all))).toEqual(digests(booked(all.toReversed())));
        expect(sum(sheet(booked(all)).map(({ amount }) => amount))).toBe(0n);
        expect(yearEndDifferences(sheet(booked(all)), sheet(booked(all.toReversed())))).toEqual([]);
      }),
    ));
  it('differs by an øre, a settlement or a purse, and then names what differs', () =>
    fc.assert(
      fc.property(transfers, fc.nat(), fc.bigInt({ min: 1n, max: 9n }), (all, at, by) => {
        const ours = booked(all).filter(({ year }) => year === OF.year);
        fc.pre(ours.length > 0);
        const wrong = ours[at % ours.length]!;
        const theirs = [...ours, { ...wrong, amount: by }];
        expect(digests(theirs)).not.toEqual(digests(ours));
        const [difference, ...others] = yearEndDifferences(sheet(ours), sheet(theirs));
        expect(others).toEqual([]);
        expect(difference).toMatchObject({ no: wrong.no, silo: wrong.silo });
        expect(difference!.theirs - difference!.ours).toBe(by);
      }),
    ));
  it('is of one contract, year and currency', () => {
    const all = booked([{ no: 1, from: 0, year: 2026, amount: 5n }]);
    const others = [
      digests(all, { ...OF, contractId: 'd' }),
      digests(all, { ...OF, year: 2027 }),
      digests(all, { ...OF, currency: 'EUR' }),
    ];
    expect(new Set([digests(all), ...others].map(String)).size).toBe(4);
  });
});
