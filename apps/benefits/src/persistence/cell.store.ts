import { Injectable } from '@nestjs/common';
import type { Cell, Figure } from '@ringvirkning/benefits-domain';
import type { Currency } from '@ringvirkning/kernel';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { ACCOUNTS } from '../purses/entries.js';

export interface CellQuery {
  readonly currency: Currency;
  readonly contractId?: string | undefined;
  readonly budgetYear?: number | undefined;
  /** Of gains this budget year alone, whatever years the other figures are of. */
  readonly gainsOf?: number | undefined;
}

/** Which figure an account is booked for; the intervention's own accounts are none. */
export const FIGURE_OF: Readonly<Record<string, Figure>> = {
  [ACCOUNTS.invested]: 'invested',
  [ACCOUNTS.paid]: 'paid',
  [ACCOUNTS.received]: 'received',
  [ACCOUNTS.gain]: 'gained',
  [ACCOUNTS.gainElsewhere]: 'gained',
  [ACCOUNTS.settlementGiven]: 'settled',
  [ACCOUNTS.settlementReceived]: 'settled',
};
const OURS = Object.keys(FIGURE_OF).filter((account) => account !== ACCOUNTS.gainElsewhere);
const GAINS = Object.keys(FIGURE_OF).filter((account) => FIGURE_OF[account] === 'gained');
const GROUP = ['account', 'contractId', 'silo', 'budgetYear', 'steeringArea', 'cashable', 'basis'] as const;

/** A sum of the books: kept with them, or worked out from them. */
interface Sum {
  readonly account?: string;
  readonly contractId?: string;
  readonly silo?: string;
  readonly budgetYear?: number;
  readonly steeringArea?: string | null;
  readonly cashable?: boolean | null;
  readonly basis?: Cell['basis'];
  readonly amount: bigint;
}
export type PurseSum = Pick<Balance, 'account' | 'budgetYear' | 'basis' | 'amount'>;
type SumRow = Omit<Sum, 'amount'> & { readonly amount: string };

/**
 * The finest figures of the ledger, for the authority; nobody is counted, because outsiders get what is published instead. They are read as the sums that
 * booking keeps (`benefit_sum`), so that it costs the same however many entries there are.
 */
@Injectable()
export class CellStore {
  constructor(private readonly ledger: Ledger) {}

  async find(tx: Tx, { currency, contractId, budgetYear, gainsOf }: CellQuery): Promise<Cell[]> {
    const rows = await tx.query<SumRow[]>(
      `SELECT account, contract_id AS "contractId", silo, budget_year AS "budgetYear", steering_area AS "steeringArea", cashable, basis, amount::text AS amount
       FROM benefit_sum WHERE account = ANY ($1::text[]) AND currency = $2 AND ($3::uuid IS NULL OR contract_id = $3) AND ($4::int IS NULL OR budget_year = $4) AND amount <> 0
         AND ($5::int IS NULL OR budget_year = $5 OR account <> ALL ($6::text[]))
       ORDER BY account, contract_id, silo, budget_year, steering_area, cashable, basis`,
      [OURS, currency, contractId ?? null, budgetYear ?? null, gainsOf ?? null, GAINS],
    );
    return rows.map(({ amount, ...row }) => toCell({ ...row, amount: BigInt(amount) }));
  }

  /** The same with all contracts added up (`contractId` is empty): for who may read every one of them. */
  async together(tx: Tx, { currency, budgetYear }: Omit<CellQuery, 'contractId'>): Promise<Cell[]> {
    const rows = await tx.query<SumRow[]>(
      `SELECT account, '' AS "contractId", silo, budget_year AS "budgetYear", steering_area AS "steeringArea", cashable, basis, sum(amount)::text AS amount
       FROM benefit_sum WHERE account = ANY ($1::text[]) AND currency = $2 AND ($3::int IS NULL OR budget_year = $3)
       GROUP BY account, silo, budget_year, steering_area, cashable, basis HAVING sum(amount) <> 0 ORDER BY account, silo, budget_year, steering_area, cashable, basis`,
      [OURS, currency, budgetYear ?? null],
    );
    return rows.map(({ amount, ...row }) => toCell({ ...row, amount: BigInt(amount) }));
  }

  /** What parties gain and pay whose purses are kept elsewhere: gains as the partner books them, payments as runs came to. */
  async elsewhere(
    tx: Tx,
    { contractId, currency, parties }: CellQuery & { readonly parties: readonly string[] },
  ): Promise<Cell[]> {
    if (parties.length === 0) return [];
    const filter = { contractId: contractId!, currency, account: ACCOUNTS.gainElsewhere, party: parties };
    const balances = await this.ledger.balances(tx, { filter, groupBy: GROUP });
    return balances.filter(({ amount }) => amount !== 0n).map(toCell);
  }

  /** What one purse has by account, budget year and basis, over all contracts. */
  async ofPurse(
    tx: Tx,
    {
      silo,
      currency,
      accounts,
    }: { readonly silo: string; readonly currency: Currency; readonly accounts: readonly string[] },
  ): Promise<PurseSum[]> {
    const rows = await tx.query<
      (Omit<PurseSum, 'basis' | 'amount'> & { basis: PurseSum['basis'] | null; amount: string })[]
    >(
      `SELECT account, budget_year AS "budgetYear", basis, sum(amount)::text AS amount FROM benefit_sum
       WHERE silo = $1 AND currency = $2 AND account = ANY ($3::text[]) GROUP BY account, budget_year, basis HAVING sum(amount) <> 0 ORDER BY account, budget_year, basis`,
      [silo, currency, accounts],
    );
    return rows.map(({ basis, amount, ...row }) => ({ ...row, ...(basis && { basis }), amount: BigInt(amount) }));
  }

  /** Budget years that the books have a figure of, in order. */
  async years(tx: Tx, { currency, contractId }: Pick<CellQuery, 'currency' | 'contractId'>): Promise<number[]> {
    const rows = await tx.query<{ year: number }[]>(
      `SELECT DISTINCT budget_year AS year FROM benefit_sum
       WHERE account = ANY ($1::text[]) AND currency = $2 AND ($3::uuid IS NULL OR contract_id = $3) AND amount <> 0 ORDER BY year`,
      [OURS, currency, contractId ?? null],
    );
    return rows.map(({ year }) => year);
  }

  async currencies(tx: Tx): Promise<Currency[]> {
    const rows = await tx.query<{ currency: Currency }[]>(
      'SELECT DISTINCT currency FROM benefit_sum ORDER BY currency',
    );
    return rows.map(({ currency }) => currency);
  }
}

function toCell(balance: Sum): Cell {
  const figure = FIGURE_OF[balance.account!]!;
  return {
    figure,
    contractId: balance.contractId!,
    silo: balance.silo!,
    budgetYear: balance.budgetYear!,
    steeringArea: balance.steeringArea ?? null,
    cashable: balance.cashable ?? null,
    basis: balance.basis ?? null,
    // The ledger credits what is received, by payments and by settlements; the overview shows it as a positive figure.
    amount: figure === 'received' || figure === 'settled' ? -balance.amount : balance.amount,
    people: null,
  };
}
