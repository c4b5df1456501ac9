import { describe, expect, it } from '@jest/globals';
import { instant, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { evolve, type Agreement, type Appropriation } from '../contract.js';
import { create } from '../decide.js';
import { areaYears, budgetYearsOf, type SpentInYear } from './budget-years.js';

const at = instant('2027-03-01T10:00:00Z');
const agreement: Agreement = {
  ...{ ref: 'A-1', termsDigest: 'one', currency: 'DKK', requiredSignOffs: [], appropriating: ['town'] },
  parties: [{ id: 'town', organisation: 'aarhus', roles: ['authority', 'payer'] }],
  budgetYears: { first: 2025, last: 2028 },
};
const entry = (budgetYear: number, amount: bigint, over: Partial<Appropriation> = {}): Appropriation => ({
  ...{ id: `${budgetYear}`, payer: 'town', budgetYear, amount, by: 'carl', at, ...over },
});
const contract = (...appropriations: Appropriation[]) => ({
  ...evolve(undefined, create({ id: 'c', version: 1 }, agreement, 'anna', at)),
  appropriations,
});
const costs = { worst: () => 100n, expected: () => 60n };
const years = (spent: readonly SpentInYear[], ...entries: Appropriation[]) =>
  budgetYearsOf(contract(...entries), costs, spent, localDate('2027-03-01'));
const used = (budgetYear: number, spent: bigint, due = 0n, verified = 0n): SpentInYear => ({
  ...{ payer: 'town', budgetYear, spent, due, verified },
});

describe('what is forecast of a budget year', () => {
  it.each<[string, SpentInYear, bigint]>([
    ['nothing is known: all that is expected', used(2027, 0n), 60n],
    ['what is paid, due or verified replaces its part', used(2027, 10n, 20n, 5n), 60n],
    ['more is known than was expected', used(2027, 40n, 20n, 5n), 65n],
    ['the year before: it may still be paid', used(2026, 10n), 60n],
    ['a year long over: what is known', used(2025, 10n, 0n, 1n), 11n],
    ['a credit is in a run', used(2025, 10n, -4n), 6n],
  ])('%s', (_what, use, forecast) =>
    expect(years([use]).find(({ budgetYear }) => budgetYear === use.budgetYear)).toMatchObject({ forecast }),
  );

  it('what is verified does not lapse, and is covered or told as uncovered', () =>
    expect(years([used(2026, 10n, 0n, 140n)], entry(2026, 200n))[1]).toMatchObject({
      ...{ verified: 140n, left: 190n, lapses: 50n, uncovered: 0n },
    }));

  it('every appropriated krone is paid, or still left; of what is left a part lapses', () => {
    const one = fc.record({
      year: fc.integer({ min: 2025, max: 2028 }),
      amount: fc.bigInt(-50n, 200n),
      paid: fc.bigInt(0n, 80n),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (list) => {
        const entries = list.map(({ year, amount }) => entry(year, amount));
        const all = years(
          list
            .map(({ year, paid }) => used(year, paid))
            .filter((use, i, spent) => spent.findIndex((each) => each.budgetYear === use.budgetYear) === i),
          ...entries,
        );
        expect(sum(all.map(({ spent, left }) => spent + left))).toBe(sum(entries.map(({ amount }) => amount)));
        for (const { lapses = 0n, left } of all) expect(lapses === 0n || lapses <= left).toBe(true);
      }),
    );
  });
});

describe('steering areas', () => {
  it('stand apart, and what names none or several in a year stands by itself', () => {
    const all = years(
      [used(2027, 30n)],
      entry(2027, 100n, { area: 'service', account: '1' }),
      entry(2028, 50n, { area: 'service' }),
      entry(2028, 50n, { area: 'transfers' }),
    );
    expect(all.map(({ budgetYear, area, account }) => [budgetYear, area, account])).toEqual([
      [2025, null, null],
      [2026, null, null],
      [2027, 'service', '1'],
      [2028, null, null],
    ]);
    expect(areaYears(all)).toContainEqual({
      budgetYear: 2027,
      area: 'service',
      appropriated: 100n,
      spent: 30n,
      forecast: 60n,
    });
    expect(sum(areaYears(all).map(({ appropriated }) => appropriated))).toBe(200n);
  });
});
