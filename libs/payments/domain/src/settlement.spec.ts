import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { amountOf, paidBeforeOf, settle, type Paid } from './settlement.js';

const parties = fc.constantFrom('aarhus', 'dsi', 'fund', 'unit');
const amounts = fc.bigInt({ min: -1000n, max: 1000n });
const paid = fc.array(
  fc.record<Paid>({
    payer: parties,
    payee: parties,
    budgetYear: fc.integer({ min: 2024, max: 2027 }),
    amount: amounts,
  }),
  { maxLength: 12 },
);
/** What an evaluation says is payable, as it says it. */
const evaluated = (payable: readonly Paid[]) =>
  payable.map(({ payer, payee, budgetYear, amount }) => ({ payer, payee, year: budgetYear, amount }));
const keyOf = ({ payer, payee, budgetYear }: Omit<Paid, 'amount'>): string => `${budgetYear} ${payer} ${payee}`;

describe('a settlement', () => {
  it('is what is payable minus what was paid: for each payer, payee and year, and together', () =>
    fc.assert(
      fc.property(paid, paid, (payable, before) => {
        const settlements = settle(evaluated(payable), before);
        const of = (all: readonly Paid[], key: string) =>
          sum(all.filter((each) => keyOf(each) === key).map(({ amount }) => amount));
        for (const each of settlements) {
          expect(each.payable).toBe(of(payable, keyOf(each)));
          expect(each.paidBefore).toBe(of(before, keyOf(each)));
          expect(each.amount).toBe(each.payable - each.paidBefore);
        }
        expect(amountOf(settlements)).toBe(sum(payable.map(({ amount }) => amount)) - paidBeforeOf(settlements));
        expect(paidBeforeOf(settlements)).toBe(sum(before.map(({ amount }) => amount)));
      }),
    ));
  it('stands once, in order of year, payer and payee, and only where something is payable or was paid', () =>
    fc.assert(
      fc.property(paid, paid, (payable, before) => {
        const settlements = settle(evaluated(payable), before);
        const keys = settlements.map(keyOf);
        expect(keys).toEqual([...new Set(keys)].sort());
        for (const each of settlements) expect([each.payable, each.paidBefore]).not.toEqual([0n, 0n]);
      }),
    ));
  it('is settled: what was payable and is paid leaves nothing to pay', () =>
    fc.assert(
      fc.property(paid, (payable) => {
        expect(settle(evaluated(payable), payable).every(({ amount }) => amount === 0n)).toBe(true);
      }),
    ));
  it('keeps a line where nothing is payable any more, as a credit', () => {
    const before: Paid = { payer: 'aarhus', payee: 'fund', budgetYear: 2026, amount: 100n };
    expect(settle([], [before])).toEqual([
      { payer: 'aarhus', payee: 'fund', budgetYear: 2026, payable: 0n, paidBefore: 100n, amount: -100n },
    ]);
  });
});
