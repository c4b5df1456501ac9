import { Injectable } from '@nestjs/common';
import { openTo } from '@ringvirkning/auth';
import type { ContractKeeper } from '@ringvirkning/contract-mirror';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { grantContractAccess, type Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { bookCapital, capitalKey } from '../purses/entries.js';
import { BookPaymentsHandler } from '../on-payment-authorised/book-payments.handler.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';
import { readContract } from './read-contract.js';

@Injectable()
export class ConsumeContractHandler implements ContractKeeper {
  constructor(
    private readonly contracts: ContractStore,
    private readonly books: Books,
    private readonly payments: BookPaymentsHandler,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.contracts.has(tx, contractIds);
  }

  /** Keeps a contract in force (or its newer version), books the capital committed, and the payments that arrived before it. */
  async put(tx: Tx, event: ActiveContract): Promise<void> {
    const { contract, commitments } = readContract(event);
    const { contractId, version } = contract;
    await this.contracts.lock(tx, [contractId]);
    const known = await this.contracts.find(tx, contractId);
    if (known && known.version >= version) return;
    await this.contracts.save(tx, contract);
    await grantContractAccess(tx, contractId, openTo(contract.parties));
    if (known) await this.books.reverseIfBooked(tx, capitalKey(contractId, known.version), contract.ref);
    await this.books.book(tx, [bookCapital(contract, commitments, event.activatedOn)]);
    if (!known) await this.payments.bookWaiting(tx, contract);
    await this.valuation.execute(tx, contractId);
  }
}
