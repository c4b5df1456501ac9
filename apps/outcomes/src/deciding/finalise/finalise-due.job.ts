import { Inject, Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import type { Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../../config.js';
import { FinaliseClaims } from './finalise-claims.js';

/** Objection windows end by the clock: contracts with something due, each on its own. */
@Injectable()
export class FinaliseDueJob implements ClockJob {
  readonly name = 'outcomes.finalise';
  readonly everyMs: number;

  constructor(
    private readonly db: Database,
    private readonly finalise: FinaliseClaims,
    @Inject(CONFIG) config: OutcomesConfig,
  ) {
    this.everyMs = config.FINALISE_EVERY_MS;
  }

  due(now: Instant): Promise<readonly string[]> {
    return this.db.read((tx) => this.finalise.contractsDue(tx, now));
  }

  run(contractId: string, now: Instant): Promise<void> {
    return this.db.transaction((tx) => this.finalise.runIfFree(tx, contractId, now));
  }
}
