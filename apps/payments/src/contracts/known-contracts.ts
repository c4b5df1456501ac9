import { Injectable } from '@nestjs/common';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore, type Contract } from '../persistence/contract.store.js';

/** Contracts as consumers of outcomes need them. */
@Injectable()
export class KnownContracts {
  constructor(
    private readonly contracts: ContractStore,
    private readonly mirror: ContractMirror,
  ) {}

  /** Holds contracts until the transaction ends and returns them. @throws Needs when one has not come yet. */
  async locked(tx: Tx, contractIds: readonly string[]): Promise<ReadonlyMap<string, Contract>> {
    const ids = [...new Set(contractIds)];
    const [, , ...contracts] = await Promise.all([
      this.contracts.lock(tx, ids),
      this.mirror.requireIn(tx, ids),
      ...ids.map((id) => this.contracts.find(tx, id)),
    ]);
    return new Map(ids.map((id, index) => [id, contracts[index]!]));
  }
}
