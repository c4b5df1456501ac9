import { Injectable } from '@nestjs/common';
import { MOST_HITS } from '@ringvirkning/http';
import type { RunHits } from '@ringvirkning/payments-api';
import { Database } from '@ringvirkning/persistence';
import { RunSearchStore } from '../persistence/run-search.store.js';
import { runNamedBy } from './run-named.js';

/** Payment runs by number or id, among those of contracts the caller may see. It tells no amount. */
@Injectable()
export class SearchHandler {
  constructor(
    private readonly db: Database,
    private readonly runs: RunSearchStore,
  ) {}

  async execute(term: string): Promise<RunHits> {
    const named = runNamedBy(term);
    return { runs: named ? await this.db.read((tx) => this.runs.find(tx, named, MOST_HITS)) : [] };
  }
}
