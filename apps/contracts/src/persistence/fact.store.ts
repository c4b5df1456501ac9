import { Injectable } from '@nestjs/common';
import type { ContractFact } from '@ringvirkning/contracts-domain';
import { canonicalJson } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** What has happened to contracts, step by step; only ever added. */
@Injectable()
export class FactStore {
  async add(tx: Tx, contractId: string, fact: ContractFact): Promise<void> {
    await tx.query('INSERT INTO contract_fact (contract_id, type, fact) VALUES ($1, $2, $3)', [
      contractId,
      fact.type,
      canonicalJson(fact),
    ]);
  }
}
