import { Inject, Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';
import { KeptWorksStore } from '../persistence/kept-works.store.js';

/** With each day that goes figures change: they are counted before somebody asks, contract by contract. */
@Injectable()
export class CountWorksJob implements ClockJob {
  readonly name = 'outcomes.count-works';
  readonly everyMs: number;

  constructor(
    private readonly db: Database,
    private readonly kept: KeptWorksStore,
    @Inject(CONFIG) config: OutcomesConfig,
  ) {
    this.everyMs = config.COUNT_WORKS_EVERY_MS;
  }

  due(now: Instant): Promise<readonly string[]> {
    return this.db.read((tx) => this.kept.stale(tx, dateInDenmark(now), undefined));
  }

  run(contractId: string, now: Instant): Promise<void> {
    return this.db.transaction((tx) => this.kept.renew(tx, [contractId], dateInDenmark(now)));
  }
}
