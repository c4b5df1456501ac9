import { Inject, Injectable } from '@nestjs/common';
import type { ContractHits } from '@ringvirkning/contracts-api';
import { MOST_HITS } from '@ringvirkning/http';
import { Database } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { ContractListStore } from '../persistence/contract-list.store.js';
import { contractSummary } from '../view-contract/present.js';

/** Contracts by reference, words of the title, or id: among those the caller may see. */
@Injectable()
export class SearchHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractListStore,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  async execute(term: string): Promise<ContractHits> {
    const rows = await this.db.read((tx) => this.contracts.matching(tx, term, MOST_HITS));
    const contracts = rows
      .map((row) => contractSummary(row, this.config.INSTANCE_ID))
      .map(({ id, ref, titles, status, home }) => ({ id, ref, titles, status, home }));
    return { contracts };
  }
}
