import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { addDaysToInstant, CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { BulkSelection, BulkStep } from '@ringvirkning/outcomes-api';
import { mayVerify } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { actorOf } from '../actor.js';
import { BulkStores } from '../claim/bulk-stores.js';
import { FinaliseClaims } from '../finalise/finalise-claims.js';
import { rulesOf } from '../persistence/contract.store.js';

@Injectable()
export class VerifyManyHandler {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(BulkStores) private readonly stores: BulkStores,
    @Inject(FinaliseClaims) private readonly finalise: FinaliseClaims,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DomainMetrics) private readonly metrics: DomainMetrics,
  ) {}

  /** Approves many; without an objection window they are final in the same transaction. */
  async execute(contractId: string, selection: BulkSelection, person: Person): Promise<BulkStep> {
    const result = await this.db.transaction(async (tx) => {
      const rules = rulesOf(await this.stores.contracts.lock(tx, contractId));
      const [by, at] = [actorOf(person), this.clock.now()];
      mayVerify(rules, by);
      const approved = await this.stores.steps.approve(tx, contractId, selection, by, at, addDaysToInstant(at, rules.objectionDays));
      return { ...approved, finalised: await this.finalise.run(tx, contractId, at) };
    });
    this.metrics.count('claims_verified', { decision: 'approved' }, result.done);
    this.metrics.count('outcomes_finalised', {}, result.finalised);
    return result;
  }
}
