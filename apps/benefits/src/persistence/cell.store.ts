import { Injectable } from '@nestjs/common';
import type { Cell, Figure } from '@ringvirkning/benefits-domain';
import type { Currency } from '@ringvirkning/kernel';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { ACCOUNTS } from '../booking/entries.js';

export interface CellQuery {
  readonly currency: Currency;
  readonly contractId?: string | undefined;
  readonly budgetYear?: number | undefined;
}

const FIGURE_OF: Readonly<Record<string, Figure>> = {
  [ACCOUNTS.invested]: 'invested',
  [ACCOUNTS.paid]: 'paid',
  [ACCOUNTS.received]: 'received',
  [ACCOUNTS.gain]: 'gained',
};
const GROUP = ['account', 'contractId', 'silo', 'budgetYear', 'steeringArea', 'cashable', 'basis'] as const;

type Key = Omit<Cell, 'amount' | 'people' | 'figure'>;
const keyOf = (cell: Key): string =>
  [cell.contractId, cell.silo, cell.budgetYear, cell.steeringArea, cell.cashable, cell.basis].join(' ');

/**
 * The finest figures of the ledger. The people behind them are counted from the entries in force, which row-level security of `outcome` allows
 * every party of the contract; who may see the figure is decided by the reader.
 */
@Injectable()
export class CellStore {
  constructor(private readonly ledger: Ledger) {}

  async find(tx: Tx, { currency, contractId, budgetYear }: CellQuery): Promise<Cell[]> {
    const filter = {
      account: Object.keys(FIGURE_OF),
      currency,
      ...(contractId && { contractId }),
      ...(budgetYear && { budgetYear }),
    };
    const balances = (await this.ledger.balances(tx, { filter, groupBy: GROUP })).filter(
      (balance) => balance.amount !== 0n,
    );
    const gained = await this.peopleBehindGains(tx, contractId ?? null);
    const paid = await this.peopleBehindPayments(tx, contractId ?? null);
    return balances.map((balance) => toCell(balance, gained, paid));
  }

  async currencies(tx: Tx): Promise<Currency[]> {
    return (await this.ledger.balances(tx, { groupBy: ['currency'] })).map((balance) => balance.currency);
  }

  private async peopleBehindGains(tx: Tx, contractId: string | null): Promise<Map<string, number>> {
    const rows = await tx.query<(Key & { people: number })[]>(
      `SELECT l.contract_id AS "contractId", l.silo, l.budget_year AS "budgetYear", l.steering_area AS "steeringArea", l.cashable, l.basis, count(DISTINCT o.participant_id)::int AS people
       FROM outcome o JOIN ledger_entry e ON e.idempotency_key = o.entry_key JOIN ledger_line l ON l.entry_id = e.id
       WHERE l.account = $1 AND ($2::uuid IS NULL OR o.contract_id = $2) GROUP BY 1, 2, 3, 4, 5, 6`,
      [ACCOUNTS.gain, contractId],
    );
    return new Map(rows.map((row) => [keyOf(row), row.people]));
  }

  /** With a known price a payment tells how many people reached an outcome: those with a final outcome of the year, up to the last cut-off. */
  private async peopleBehindPayments(tx: Tx, contractId: string | null): Promise<Map<string, number>> {
    const rows = await tx.query<{ contract_id: string; year: number; people: number }[]>(
      `SELECT o.contract_id, extract(year FROM o.achieved_on)::int AS year, count(DISTINCT o.participant_id)::int AS people FROM outcome o
       WHERE ($1::uuid IS NULL OR o.contract_id = $1) AND o.achieved_on <= (SELECT max(r.cut_off) FROM payment_run r WHERE r.contract_id = o.contract_id) GROUP BY 1, 2`,
      [contractId],
    );
    return new Map(rows.map((row) => [`${row.contract_id} ${row.year}`, row.people]));
  }
}

function toCell(balance: Balance, gained: ReadonlyMap<string, number>, paid: ReadonlyMap<string, number>): Cell {
  const key: Key = {
    contractId: balance.contractId!,
    silo: balance.silo!,
    budgetYear: balance.budgetYear!,
    steeringArea: balance.steeringArea ?? null,
    cashable: balance.cashable ?? null,
    basis: balance.basis ?? null,
  };
  const figure = FIGURE_OF[balance.account!]!;
  // The ledger credits what is received; the overview shows it as a positive figure.
  const amount = figure === 'received' ? -balance.amount : balance.amount;
  const people =
    figure === 'invested'
      ? null
      : figure === 'gained'
        ? (gained.get(keyOf(key)) ?? 0)
        : (paid.get(`${key.contractId} ${key.budgetYear}`) ?? 0);
  return { figure, ...key, amount, people };
}
