import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { matrix } from './matrix.js';
import type { Cell } from './overview.js';

const cell = (over: Partial<Cell>): Cell => ({
  figure: 'gained',
  contractId: 'c1',
  silo: 'state',
  budgetYear: 2026,
  steeringArea: null,
  cashable: true,
  basis: 'realised',
  amount: 100n,
  people: null,
  ...over,
});
const invested = (silo: string, amount: bigint, over: Partial<Cell> = {}): Cell =>
  cell({ figure: 'invested', silo, amount, basis: null, cashable: null, ...over });
const told = (cells: readonly Cell[], choice: Partial<Parameters<typeof matrix>[1]> = {}) =>
  matrix(cells, { withhold: false, ...choice }).map(
    ({ investedBy, gainedBy, realised, forecast }) => `${investedBy}→${gainedBy} ${realised}/${forecast}`,
  );

describe('the matrix of who invested and who gained', () => {
  it('shares each gain of a contract among its investors in proportion, realised and forecast apart', () =>
    expect(
      told([
        invested('fund:dsi', 30n),
        invested('municipality:0751/social', 10n),
        cell({}),
        cell({ silo: 'region:midtjylland', basis: 'forecast', amount: 8n }),
      ]),
    ).toEqual([
      'fund:dsi→region:midtjylland 0/6',
      'fund:dsi→state 75/0',
      'municipality:0751/social→region:midtjylland 0/2',
      'municipality:0751/social→state 25/0',
    ]));
  it('goes by outcome payments where nobody put up capital, and not by both', () => {
    const paid = cell({ figure: 'paid', silo: 'municipality:0751', amount: 5n, basis: null, cashable: null });
    expect(told([paid, cell({})])).toEqual(['municipality:0751→state 100/0']);
    expect(told([invested('fund:dsi', 1n), paid, cell({})])).toEqual(['fund:dsi→state 100/0']);
  });
  it('asks who bears the cost over all years, whichever year of gains is looked at', () =>
    expect(
      told([invested('a', 1n, { budgetYear: 2025 }), cell({}), cell({ budgetYear: 2027 })], { budgetYear: 2027 }),
    ).toEqual(['a→state 100/0']));
  it('leaves a gain with nobody while no cost is borne, and a part with those the reader does not see', () => {
    expect(told([cell({})])).toEqual(['null→state 100/0']);
    const paid = cell({ figure: 'paid', silo: 'a', amount: 9n });
    expect(told([invested('a', 1n), paid, cell({})], { unseen: [invested('b', 3n)] })).toEqual([
      'a→state 25/0',
      'null→state 75/0',
    ]);
    expect(told([paid, cell({})], { unseen: [invested('b', 3n)] })).toEqual(['null→state 100/0']);
  });
  it('never tells outsiders of what is withheld from them', () =>
    expect(told([invested('a', 1n), cell({ people: 2 }), cell({ people: 9, amount: 7n })], { withhold: true })).toEqual(
      ['a→state 7/0'],
    ));
  it('adds up to the gains themselves, and year by year to the whole', () => {
    const cells = fc.array(
      fc.record({
        figure: fc.constantFrom('gained' as const, 'invested' as const, 'paid' as const),
        contractId: fc.constantFrom('c1', 'c2'),
        silo: fc.constantFrom('a', 'b', 'c'),
        budgetYear: fc.constantFrom(2026, 2027),
        basis: fc.constantFrom('realised' as const, 'forecast' as const),
        amount: fc.bigInt(-1000n, 1000n),
      }),
    );
    fc.assert(
      fc.property(cells, (parts) => {
        const all = parts.map(cell);
        const total = (choice: object) =>
          sum(matrix(all, { withhold: false, ...choice }).map(({ realised, forecast }) => realised + forecast));
        expect(total({})).toBe(sum(all.filter(({ figure }) => figure === 'gained').map(({ amount }) => amount)));
        expect(total({ budgetYear: 2026 }) + total({ budgetYear: 2027 })).toBe(total({}));
      }),
    );
  });
});
