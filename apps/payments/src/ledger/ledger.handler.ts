import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { toMoneyJson } from '@ringvirkning/kernel';
import { Ledger, type Balance, type LedgerEntry, type LedgerLine } from '@ringvirkning/ledger';
import type { PaymentLedgerBalances, PaymentLedgerPage } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { ledgerNotForRole } from '../errors.js';
import { RunBook } from '../runs/run-book.js';

export type GroupField = 'account' | 'party' | 'counterparty' | 'budgetYear' | 'outcome' | 'followUp';

/** The books as they are. Each accrual is one person's outcome, so they are not for outsiders. */
@Injectable()
export class LedgerHandler {
  constructor(
    private readonly book: RunBook,
    private readonly ledger: Ledger,
  ) {}

  entries(
    query: { contractId?: string | undefined; limit: number; after?: string | undefined },
    person: Person,
  ): Promise<PaymentLedgerPage> {
    return this.reading(person, query.contractId, async (tx) => {
      const { items, next } = await this.ledger.entries(tx, query);
      return { items: items.map(presentEntry), next };
    });
  }

  balances(
    contractId: string | undefined,
    groupBy: readonly GroupField[],
    person: Person,
  ): Promise<PaymentLedgerBalances> {
    return this.reading(person, contractId, async (tx) => {
      const balances = await this.ledger.balances(tx, {
        filter: contractId === undefined ? {} : { contractId },
        groupBy,
      });
      return {
        contractId: contractId ?? null,
        items: balances.map((balance) => ({ ...presentLine(balance), account: balance.account ?? null })),
      };
    });
  }

  /** The authority reads all books; who delivers reads those of a contract they name. */
  private reading<T>(person: Person, contractId: string | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.book.db.read(async (tx) => {
      const parties = contractId === undefined ? [] : (await this.book.contract(tx, contractId)).terms.parties;
      if (audienceOf(person, parties) === 'outside') throw ledgerNotForRole();
      return work(tx);
    });
  }
}

const presentEntry = ({
  id,
  key,
  kind,
  contractId,
  effectiveOn,
  bookedAt,
  source,
  reverses,
  lines,
}: LedgerEntry): PaymentLedgerPage['items'][number] => ({
  id,
  key,
  kind,
  contractId,
  effectiveOn,
  bookedAt,
  source,
  reverses: reverses ?? null,
  lines: lines.map((line) => ({ ...presentLine(line), account: line.account })),
});

const presentLine = (line: LedgerLine | Balance) => ({
  ...toMoneyJson(line),
  party: line.party ?? null,
  counterparty: line.counterparty ?? null,
  budgetYear: line.budgetYear ?? null,
  outcome: line.outcome ?? null,
  followUp: line.followUp ?? null,
});
