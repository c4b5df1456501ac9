import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { payerOn, withMove } from './person.js';

const day = (n: number) => localDate(`2025-01-${String(n).padStart(2, '0')}`);

describe('who pays for a person who moves', () => {
  const moves = withMove(withMove([], { from: day(20), payer: 'aalborg' }), { from: day(10), payer: 'odense' });
  it.each([
    [9, 'aarhus'],
    [10, 'odense'],
    [19, 'odense'],
    [20, 'aalborg'],
  ])('on day %i is %s', (n, payer) => expect(payerOn({ payingMunicipality: 'aarhus', moves }, day(n))).toBe(payer));
  it('is the municipality of the last move of a day that was corrected', () =>
    expect(
      payerOn({ payingMunicipality: null, moves: withMove(moves, { from: day(10), payer: 'aarhus' }) }, day(15)),
    ).toBe('aarhus'));
  it('has one move a day, in order', () => {
    const corrected = withMove(moves, { from: day(10), payer: 'aarhus' });
    expect(corrected.map(({ from, payer }) => [from, payer])).toEqual([
      [day(10), 'aarhus'],
      [day(20), 'aalborg'],
    ]);
  });
  it('does not depend on the order in which moves of different days are told', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 8 }), fc.nat(27), (days, at) => {
        const told = (order: readonly number[]) =>
          order.reduce<ReturnType<typeof withMove>>((all, n) => withMove(all, { from: day(n), payer: `p${n}` }), []);
        const of = (order: readonly number[]) => payerOn({ payingMunicipality: null, moves: told(order) }, day(at + 1));
        expect(of(days)).toBe(of(days.toReversed()));
        const latest = Math.max(0, ...days.filter((n) => n <= at + 1));
        expect(of(days)).toBe(latest === 0 ? null : `p${latest}`);
      }),
    ));
});
