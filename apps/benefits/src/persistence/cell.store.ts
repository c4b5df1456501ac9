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
const GROUP = ['account', 'contractId', 'silo', 'budgetYear', 'steeringArea', 'cashable', 'basis'] as const;

/** The finest figures of the ledger, for the authority; nobody is counted, because outsiders get what is published instead. */
@Injectable()
export class CellStore {
  constructor(private readonly ledger: Ledger) {}

  async find(tx: Tx, { currency, contractId, budgetYear }: CellQuery): Promise<Cell[]> {
    const filter = {
      account: OURS,
      currency,
      ...(contractId && { contractId }),
      ...(budgetYear && { budgetYear }),
    };
    const balances = (await this.ledger.balances(tx, { filter, groupBy: GROUP })).filter(
      (balance) => balance.amount !== 0n,
    );
    return balances.map(toCell);
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

  async currencies(tx: Tx): Promise<Currency[]> {
    return (await this.ledger.balances(tx, { groupBy: ['currency'] })).map((balance) => balance.currency);
  }
}

function toCell(balance: Balance): Cell {
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
