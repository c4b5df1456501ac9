import { describe, expect, it } from '@jest/globals';
import { localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { keptOverview, overviewOf, type ContractYear, type KeptYear } from './overview.js';

const today = localDate('2026-11-30');
const year = (over: Partial<ContractYear> = {}): ContractYear => ({
  ...{ contractId: 'c', organisation: 'aarhus', payerName: 'Aarhus Kommune', department: 'unge', budgetYear: 2026 },
  ...{ currency: 'DKK', appropriated: 0n, worstCase: 0n, spent: 0n },
  ...over,
});

const any = fc.record({
  organisation: fc.constantFrom('aarhus', 'odense'),
  department: fc.constantFrom('unge', 'job', null),
  currency: fc.constantFrom('DKK' as const, 'EUR' as const),
  budgetYear: fc.constantFrom(2025, 2026, 2027),
  appropriated: fc.bigInt(0n, 100n),
  worstCase: fc.bigInt(0n, 100n),
  spent: fc.oneof(fc.constant(0n), fc.bigInt(-20n, 100n)),
});

describe('the budget of a municipality', () => {
  it('covers what one contract lacks from no other', () =>
    expect(
      overviewOf([year({ appropriated: 100n, worstCase: 40n, spent: 30n }), year({ worstCase: 60n })], today),
    ).toMatchObject([{ contracts: 2, appropriated: 100n, worstCase: 100n, uncovered: 60n, left: 70n, lapses: 70n }]));
  it('counts what was paid beyond the plan, and tells of no lapse before a year begins', () => {
    expect(overviewOf([year({ worstCase: 10n, spent: 15n, appropriated: 12n })], today)).toMatchObject([
      { uncovered: 3n },
    ]);
    expect(overviewOf([year({ budgetYear: 2027, appropriated: 5n })], today)[0]!.lapses).toBeUndefined();
  });
  it('is the same from kept sums and the years in which something is spent as from all of them', () => {
    const kept = (years: readonly ContractYear[]): KeptYear[] =>
      overviewOf(
        years.map((each) => ({ ...each, spent: 0n })),
        localDate('2030-01-01'),
      ).map(({ spent: _, left: __, lapses, ...of }) => ({ ...of, unspent: lapses! }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (all) => {
        const years = all.map((each) => year(each));
        const spent = years.filter((each) => each.spent !== 0n);
        expect(keptOverview(kept(years), spent, today)).toEqual(overviewOf(years, today));
      }),
    );
  });
  it('keeps departments, municipalities and currencies apart, and adds up to the whole', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (all) => {
        const years = all.map((each) => year(each));
        const rows = overviewOf(years, today);
        for (const figure of ['appropriated', 'worstCase', 'spent'] as const)
          expect(sum(rows.map((row) => row[figure]))).toBe(sum(years.map((each) => each[figure])));
        const keys = rows.map(({ budgetYear, organisation, department, currency }) =>
          JSON.stringify([budgetYear, organisation, department, currency]),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
