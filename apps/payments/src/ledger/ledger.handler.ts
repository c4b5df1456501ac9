import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { toMoneyJson } from '@ringvirkning/kernel';
import { Ledger, type Balance, type LedgerEntry, type LedgerLine } from '@ringvirkning/ledger';
import type { PaymentLedgerBalances, PaymentLedgerPage } from '@ringvirkning/payments-api';
import { accruedClaim } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';
import { ledgerNotForRole } from '../errors.js';
import { FactStore } from '../persistence/fact.store.js';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { RunBook } from '../runs/run-book.js';

export type GroupField = 'account' | 'party' | 'counterparty' | 'budgetYear' | 'outcome' | 'followUp';

/** The books as they are. Each accrual is one person's outcome, so they are not for outsiders, and who reads entries is logged. */
@Injectable()
export class LedgerHandler {
  constructor(
    private readonly book: RunBook,
    private readonly ledger: Ledger,
    private readonly facts: FactStore,
    private readonly joint: JointContractStore,
    private readonly accessLog: AccessLog,
  ) {}

  entries(
    query: { contractId?: string | undefined; limit: number; after?: string | undefined },
    person: Person,
  ): Promise<PaymentLedgerPage> {
    return this.book.db.transaction(async (tx) => {
      await this.mayRead(tx, person, query.contractId);
      const { items, next } = await this.ledger.entries(tx, query);
      const people = await this.facts.peopleOf(
        tx,
        items.flatMap(({ key }) => accruedClaim(key) ?? []),
      );
      await this.accessLog.record(tx, person, 'ledger entries', people);
      return { items: items.map(presentEntry), next };
    });
  }

  balances(
    contractId: string | undefined,
    groupBy: readonly GroupField[],
    person: Person,
  ): Promise<PaymentLedgerBalances> {
    return this.book.db.read(async (tx) => {
      await this.mayRead(tx, person, contractId);
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
  private async mayRead(tx: Tx, person: Person, contractId: string | undefined): Promise<void> {
    const parties = contractId === undefined ? [] : await this.partiesOf(tx, contractId);
    if (audienceOf(person, parties) === 'outside') throw ledgerNotForRole();
  }

  /** Also of a contract that a partner leads: what is paid by it stands in these books. */
  private async partiesOf(tx: Tx, contractId: string): Promise<Terms['parties']> {
    const [joint] = await this.joint.versions(tx, contractId);
    return (joint ?? (await this.book.contract(tx, contractId))).terms.parties;
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
