import { describe, expect, it } from '@jest/globals';
import type { Terms } from '@ringvirkning/terms-language';
import { appropriating, budgetYears, mustBeAppropriated, overspent } from './appropriation.js';
import type { Appropriated, Spending } from './appropriation.js';

const parties = [
  { id: 'jobs', name: 'Herning Kommune', organisation: 'herning', kind: 'municipality' },
  { id: 'dsi', organisation: 'dsi', kind: 'fund' },
  { id: 'odense', name: 'Odense Kommune', organisation: 'odense', kind: 'municipality' },
] as unknown as Terms['parties'];
const spent = (payable: bigint, amount = payable, over: Partial<Spending> = {}): Spending => ({
  ...{ payer: 'jobs', budgetYear: 2026, payable, amount },
  ...over,
});
const year = (amount: bigint, over: Partial<Appropriated> = {}): Appropriated => ({
  ...{ payer: 'jobs', budgetYear: 2026, amount },
  ...over,
});
const of = (spending: readonly Spending[], appropriated: readonly Appropriated[]) =>
  overspent(budgetYears(spending, appropriated, appropriating({ parties })));

describe('what is authorised beyond an appropriation', () => {
  it('is all that the contract comes to in the year, whoever is paid', () => {
    const spending = [spent(60n, 30n), spent(50n)];
    expect(of(spending, [year(110n)])).toEqual([]);
    expect(of(spending, [year(109n)])).toEqual([
      { payer: 'jobs', payerName: 'Herning Kommune', budgetYear: 2026, appropriated: 109n, used: 30n, amount: 80n },
    ]);
  });
  it('is of each budget year and payer by itself', () => {
    const spending = [spent(10n), spent(20n, 20n, { budgetYear: 2027 })];
    expect(of(spending, [year(100n), year(100n, { payer: 'odense', budgetYear: 2027 })])).toEqual([
      { payer: 'jobs', payerName: 'Herning Kommune', budgetYear: 2027, appropriated: 0n, used: 0n, amount: 20n },
    ]);
  });
  it('counts what was appropriated later too', () => expect(of([spent(30n)], [year(20n), year(10n)])).toEqual([]));
  it('never keeps a credit back, nor what moves between payees', () => {
    expect(of([spent(30n, -20n)], [])).toEqual([]);
    expect(of([spent(0n, -50n), spent(50n)], [])).toEqual([]);
  });
  it('is not asked of who has no council', () => expect(of([spent(30n, 30n, { payer: 'dsi' })], [])).toEqual([]));
  it('is not asked here of who pays from an instance of its own', () =>
    expect([...appropriating({ parties }, ['herning'])]).toEqual([['odense', 'Odense Kommune']]));
  it('is told with the figure that is missing', () => {
    const years = budgetYears([spent(250_000n, 50_000n)], [year(100_050n)], appropriating({ parties }));
    expect(() => mustBeAppropriated(years, 'DKK')).toThrow(
      expect.objectContaining({
        code: 'payments.beyond-appropriation',
        json: expect.objectContaining({
          errors: [
            {
              code: 'payments.appropriation-missing',
              da: expect.stringMatching(
                /^Bevillingen fra Herning Kommune for budgetåret 2026 skal dække 2\.500,00; bevilget er 1\.000,50, så der mangler 1\.499,50\.$/,
              ),
              en: expect.stringMatching(
                /2026 must cover 2,500\.00; 1,000\.50 is appropriated, so 1,499\.50 is missing\.$/,
              ),
            },
          ],
        }),
      }),
    );
  });
});
