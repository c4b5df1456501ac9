import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareValues, moneyOf, totalOf, type Value } from './value.js';

const dkk = (amount: string | null): Value => moneyOf(amount, 'DKK');

describe('totals of a column', () => {
  it('are exact, far beyond what a float can hold', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), { minLength: 1 }), (amounts) => {
        const sum = amounts.reduce((all, one) => all + one, 0n);
        expect(totalOf(amounts.map((one) => dkk(one.toString())))).toMatchObject({ amount: sum.toString() });
      }),
    ));
  it('hide when a part is hidden, since the rest would tell the part', () => {
    expect(totalOf([dkk('100'), dkk(null)])).toMatchObject({ amount: null });
    expect(totalOf([null, null])).toBeNull();
    expect(totalOf([3, null])).toBeNull();
  });
  it('are not made of several currencies, nor of nothing', () => {
    expect(totalOf([dkk('100'), moneyOf('100', 'SEK')])).toBeUndefined();
    expect(totalOf([undefined])).toBeUndefined();
    expect(totalOf([{ day: '2026-01-01' }])).toBeUndefined();
  });
  it('leave out what does not apply', () => {
    expect(totalOf([2, undefined, 3])).toBe(5);
    expect(totalOf([dkk('1'), undefined])).toMatchObject({ amount: '1' });
  });
});

describe('the order of values', () => {
  const sorted = (...values: Value[]) => [...values].sort(compareValues);
  it('is Danish for text, and by number where text holds one', () =>
    expect(sorted('Århus', 'Zebra', 'Ærø', 'Kørsel 10', 'Kørsel 9', 'Ørsted')).toEqual([
      'Kørsel 9',
      'Kørsel 10',
      'Zebra',
      'Ærø',
      'Ørsted',
      'Århus',
    ]));
  it('is by amount for money, by day for days, by size for decimals and shares', () => {
    expect(sorted(dkk('900'), dkk('-5'), dkk('10000000000000000001'), dkk('10000000000000000000'))).toEqual([
      dkk('-5'),
      dkk('900'),
      dkk('10000000000000000000'),
      dkk('10000000000000000001'),
    ]);
    expect(sorted({ day: '2026-02-01' }, { day: '2025-12-31' })[0]).toEqual({ day: '2025-12-31' });
    expect(sorted({ decimal: '10' }, { decimal: '9.5' })[0]).toEqual({ decimal: '9.5' });
    expect(sorted({ share: 0.5 }, { share: 0.25 })[0]).toEqual({ share: 0.25 });
  });
  it('puts what is withheld or does not apply last', () =>
    expect(sorted(dkk(null), undefined, dkk('1')).at(0)).toEqual(dkk('1')));
});
