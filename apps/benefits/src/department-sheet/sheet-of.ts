import type { DepartmentSheet } from '@ringvirkning/benefits-api';
import type { Agreement, SettledAgreement } from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import type { PurseSum } from '../persistence/cell.store.js';
import { ACCOUNTS } from '../purses/entries.js';

type Years = DepartmentSheet['years'];
type Others = DepartmentSheet['agreements'][number]['others'];

const FIGURES = {
  invested: ({ account }: PurseSum) => account === ACCOUNTS.invested,
  paid: ({ account }: PurseSum) => account === ACCOUNTS.paid,
  realised: ({ account, basis }: PurseSum) => account === ACCOUNTS.gain && basis === 'realised',
  forecast: ({ account, basis }: PurseSum) => account === ACCOUNTS.gain && basis === 'forecast',
  // The ledger debits what is given: got minus given is its negative.
  settled: ({ account }: PurseSum) => account === ACCOUNTS.settlementGiven || account === ACCOUNTS.settlementReceived,
};
type Figure = keyof typeof FIGURES;

/** What the sheet of a purse adds up. */
export const SHEET_ACCOUNTS = [
  ACCOUNTS.invested,
  ACCOUNTS.paid,
  ACCOUNTS.gain,
  ACCOUNTS.settlementGiven,
  ACCOUNTS.settlementReceived,
];

function figuresOf(balances: readonly PurseSum[]): Record<Figure, string> {
  const of = (figure: Figure): string => {
    const total = sum(balances.filter(FIGURES[figure]).map(({ amount }) => amount));
    return String(figure === 'settled' ? -total : total);
  };
  return {
    invested: of('invested'),
    paid: of('paid'),
    realised: of('realised'),
    forecast: of('forecast'),
    settled: of('settled'),
  };
}

/** Balances of one purse by account, budget year and basis, as rows per year and their totals. */
export function sheetFigures(balances: readonly PurseSum[]): Pick<DepartmentSheet, 'years' | 'totals'> {
  const byYear = Map.groupBy(balances, ({ budgetYear }) => budgetYear!);
  const years: Years = [...byYear].map(([year, of]) => ({ year, ...figuresOf(of) })).sort((a, b) => a.year - b.year);
  return { years, totals: figuresOf(balances) };
}

/** With whom a side has something to settle: above 0 it gets, below it gives; and each transfer that makes it up. */
export function othersOf(
  { sides }: Agreement,
  { due, netted }: Pick<SettledAgreement, 'due' | 'netted'>,
  side: string,
): Others {
  const signed = ({ to, amount }: { readonly to: string; readonly amount: bigint }) => (to === side ? amount : -amount);
  return netted
    .filter(({ from, to }) => from === side || to === side)
    .map((each) => {
      const other = sides.find(({ id }) => id === (each.from === side ? each.to : each.from))!;
      const between = due.filter(
        ({ from, to }) => (from === side && to === other.id) || (to === side && from === other.id),
      );
      return {
        silo: other.silo,
        name: other.name,
        amount: String(signed(each)),
        why: between.map((transfer) => ({ year: transfer.year, amount: String(signed(transfer)), why: transfer.why })),
      };
    });
}
