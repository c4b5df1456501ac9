import { describe, expect, it } from '@jest/globals';
import type { Terms } from '@ringvirkning/terms-language';
import { beyondAppropriation, overspent, type Appropriated } from './appropriation.js';
import type { DueAmount, DuePayment } from './claim.js';

const parties = [
  { id: 'herning', kind: 'municipality' },
  { id: 'dsi', kind: 'fund' },
] as unknown as Terms['parties'];
const payment = (payable: bigint, over: Partial<DuePayment> = {}): DuePayment => ({
  ...{ payer: 'herning', payee: 'company', budgetYear: 2026, payable, before: 0n },
  ...over,
});
const booking = ({ payer, payee, budgetYear, payable, before }: DuePayment): DueAmount => ({
  ...{ payer, payee, budgetYear, amount: payable - before },
});
const year = (amount: bigint, over: Partial<Appropriated> = {}): Appropriated => ({
  ...{ payer: 'herning', budgetYear: 2026, amount },
  ...over,
});
const of = (payments: readonly DuePayment[], appropriated: readonly Appropriated[]) =>
  overspent({ payments }, payments.map(booking), appropriated, { parties });

describe('what is authorised beyond an appropriation', () => {
  it('is all that the contract comes to in the year, whoever is paid', () => {
    const payments = [payment(60n, { before: 30n }), payment(50n, { payee: 'other' })];
    expect(of(payments, [year(110n)])).toEqual([]);
    expect(of(payments, [year(109n)])).toEqual([{ payer: 'herning', budgetYear: 2026, payable: 110n, amount: 109n }]);
  });
  it('is of each budget year and payer by itself', () => {
    const payments = [payment(10n), payment(20n, { budgetYear: 2027 })];
    const missing = of(payments, [year(100n), year(100n, { payer: 'odense', budgetYear: 2027 })]);
    expect(missing).toEqual([{ payer: 'herning', budgetYear: 2027, payable: 20n, amount: 0n }]);
  });
  it('counts what was appropriated later too', () => expect(of([payment(30n)], [year(20n), year(10n)])).toEqual([]));
  it('never keeps a credit back, nor what moves between payees', () => {
    expect(of([payment(30n, { before: 50n })], [])).toEqual([]);
    expect(of([payment(0n, { before: 50n }), payment(50n, { payee: 'other' })], [])).toEqual([]);
  });
  it('is not asked of who has no council', () => expect(of([payment(30n, { payer: 'dsi' })], [])).toEqual([]));
  it('is told with the figure that is missing', () => {
    const [missing] = of([payment(250_000n)], [year(100_050n)]);
    expect(beyondAppropriation([missing!], 'DKK').json.errors).toEqual([
      {
        code: 'payments.appropriation-missing',
        da: expect.stringMatching(/2026 skal dække 2\.500,00; bevilget er 1\.000,50, så der mangler 1\.499,50\.$/),
        en: expect.stringMatching(/2026 must cover 2,500\.00; 1,000\.50 is appropriated, so 1,499\.50 is missing\.$/),
      },
    ]);
  });
});
