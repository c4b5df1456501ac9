import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { businessCase, contractCase, presentValue } from './business-case.js';
import { discountFactor } from './discount.js';
import type { Cell } from './overview.js';

describe('present value', () => {
  it.each([
    [0, 100_000n],
    [1, 96_618n],
    [35, 29_998n],
    [36, 29_266n],
    [70, 12_640n],
  ])('of 100,000 in year %i is %p', (year, expected) => expect(presentValue(100_000n, year)).toBe(expected));
  it.each([-1, 71, 0.5])('has no rate for year %p, which is said', (year) =>
    expect(() => discountFactor(year)).toThrow(`no discount rate is set for year ${year}`),
  );
  it('is the mirror image for a cost', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 70 }),
        (amount, year) => presentValue(-amount, year) === -presentValue(amount, year),
      ),
    ));
});

describe('business case', () => {
  it('pays back on the phased profile, not on full-year savings', () => {
    // Full-year saving 100 would pay back 100 within a year; phased in, it takes until 2028.
    const result = businessCase([
      { budgetYear: 2026, cost: 100n, gain: 10n },
      { budgetYear: 2027, cost: 0n, gain: 50n },
      { budgetYear: 2028, cost: 0n, gain: 100n },
    ]);
    expect(result).toMatchObject({ baseYear: 2026, paybackYear: 2028 });
  });
  it('is not paid back when a later cost makes it negative again', () =>
    expect(
      businessCase([
        { budgetYear: 2026, cost: 0n, gain: 5n },
        { budgetYear: 2027, cost: 9n, gain: 0n },
      ])?.paybackYear,
    ).toBeNull());
  it('is paid back when nothing is lacking any more', () =>
    expect(
      businessCase([
        { budgetYear: 2026, cost: 5n, gain: 0n },
        { budgetYear: 2027, cost: 0n, gain: 5n },
      ])?.paybackYear,
    ).toBe(2027));
  it('fills in years without figures', () =>
    expect(
      businessCase([
        { budgetYear: 2026, cost: 5n, gain: 0n },
        { budgetYear: 2029, cost: 0n, gain: 9n },
      ])?.years.map((year) => year.cumulative),
    ).toEqual([-5n, -5n, -5n, 4n]));
  it('has nothing to say without figures', () => expect(businessCase([])).toBeNull());
});

describe('business case of a contract', () => {
  const cell = (figure: Cell['figure'], budgetYear: number, amount: bigint): Cell => ({
    figure,
    contractId: 'c',
    silo: 's',
    budgetYear,
    steeringArea: null,
    cashable: null,
    basis: null,
    amount,
    people: null,
  });
  const cells = [
    cell('paid', 2026, 30n),
    cell('received', 2026, 30n),
    cell('gained', 2026, 20n),
    cell('gained', 2027, 90n),
  ];
  it('costs the capital where there is some; the payments that repay it are not counted again', () =>
    expect(
      contractCase([...cells, cell('invested', 2025, 100n)], false).result?.years.map((year) => [
        year.cost,
        year.gain,
        year.cumulative,
      ]),
    ).toEqual([
      [100n, 0n, -100n],
      [0n, 20n, -80n],
      [0n, 90n, 10n],
    ]));
  it('leaves out gains of few people for outsiders, and says when nothing is left of a year', () => {
    const few = { ...cell('gained', 2027, 7n), people: 2 };
    expect(contractCase([...cells, few], true)).toMatchObject({
      hidden: false,
      result: { years: [{ gain: 20n }, { gain: 90n }] },
    });
    expect(contractCase([few], true).hidden).toBe(true);
    expect(contractCase([few], false).hidden).toBe(false);
  });
  it('is of the years in which something is paid or gained', () =>
    expect(contractCase([...cells, cell('received', 2030, 5n)], false).result?.years).toHaveLength(2));
  it('is hidden when a cost is withheld, or when one year of several is', () => {
    const few = (figure: Cell['figure'], year: number): Cell => ({ ...cell(figure, year, 7n), people: 2 });
    expect(contractCase([few('paid', 2026), cell('gained', 2026, 20n)], true).hidden).toBe(true);
    expect(contractCase([...cells, few('gained', 2028)], true).hidden).toBe(true);
  });
  it('costs the payments where nobody put up capital', () =>
    expect(contractCase(cells, false).result?.years.map((year) => [year.cost, year.cumulative])).toEqual([
      [30n, -10n],
      [0n, 80n],
    ]));
});
