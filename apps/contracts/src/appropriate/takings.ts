import { Injectable } from '@nestjs/common';
import type { Standing } from '@ringvirkning/contracts-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { AppropriationStore } from '../persistence/appropriation.store.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import { Spending } from './spending.js';

interface Taken {
  readonly payer: string;
  readonly budgetYear: number;
  readonly mayFallBelowCommitment?: boolean | undefined;
}

/**
 * Whoever takes money from a contract holds its appropriations and then asks what is spent; whoever authorises a payment holds the contract in payments and then
 * asks what is appropriated. So one of the two sees the other, and nothing is paid from what is being taken.
 */
@Injectable()
export class Takings {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly money: AppropriationStore,
    private readonly spending: Spending,
  ) {}

  within<T>(
    contractId: string,
    { payer, budgetYear, mayFallBelowCommitment = false }: Taken,
    take: (tx: Tx, stored: StoredContract, standing: Standing) => Promise<T>,
  ): Promise<T> {
    return this.db.transaction(async (tx) => {
      const stored = await this.contracts.lock(tx, contractId);
      await this.money.hold(tx, contractId);
      const year = (await this.spending.settled(contractId)).find(
        (each) => each.payer === payer && each.budgetYear === budgetYear,
      );
      const { spent, due } = year ?? { spent: 0n, due: 0n };
      const planned = worstCaseOf(stored.document.terms)(payer, budgetYear);
      return take(tx, stored, {
        spent,
        committed: planned > spent + due ? planned : spent + due,
        isAcknowledged: mayFallBelowCommitment,
      });
    });
  }
}
