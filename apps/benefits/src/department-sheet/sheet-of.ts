import type { DepartmentSheet } from '@ringvirkning/benefits-api';
import type { Agreement, SettledAgreement } from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import type { PurseSum } from '../persistence/cell.store.js';
import { totalOf } from '../at-signature/signed-cells.js';
import type { SignedCell } from '../persistence/signature.store.js';
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

/** Balances of one purse by account, budget year and basis, as rows per year and their totals; beside them what was expected at signature, which is in none of them. */
export function sheetFigures(
  balances: readonly PurseSum[],
  signed: readonly SignedCell[],
): Pick<DepartmentSheet, 'years' | 'totals'> {
  const [byYear, expected] = [
    Map.groupBy(balances, ({ budgetYear }) => budgetYear!),
    Map.groupBy(signed, ({ budgetYear }) => budgetYear),
  ];
  const all = [...new Set([...byYear.keys(), ...expected.keys()])].sort((a, b) => a - b);
  const years: Years = all.map((year) => ({
    ...{ year, ...figuresOf(byYear.get(year) ?? []) },
    ...(expected.has(year) && { atSignature: totalOf(expected.get(year)!) }),
  }));
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
