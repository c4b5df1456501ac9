import { Injectable } from '@nestjs/common';
import type { ContractHits } from '@ringvirkning/contracts-api';
import { MOST_HITS } from '@ringvirkning/http';
import { Database } from '@ringvirkning/persistence';
import { ContractListStore } from '../persistence/contract-list.store.js';
import { contractSummary } from '../view-contract/present.js';

/** Contracts by reference, words of the title, or id: among those the caller may see. */
@Injectable()
export class SearchHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractListStore,
  ) {}

  async execute(term: string): Promise<ContractHits> {
    const rows = await this.db.read((tx) => this.contracts.matching(tx, term, MOST_HITS));
    const contracts = rows.map(contractSummary).map(({ id, ref, titles, status }) => ({ id, ref, titles, status }));
    return { contracts };
  }
}
