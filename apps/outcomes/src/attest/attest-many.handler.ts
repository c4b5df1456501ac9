import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { BulkSelection, BulkStep } from '@ringvirkning/outcomes-api';
import { mayAttest } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { actorOf } from '../actor.js';
import { BulkStores } from '../claim/bulk-stores.js';
import { rulesOf } from '../persistence/contract.store.js';

@Injectable()
export class AttestManyHandler {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(BulkStores) private readonly stores: BulkStores,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DomainMetrics) private readonly metrics: DomainMetrics,
  ) {}

  async execute(contractId: string, selection: BulkSelection, person: Person): Promise<BulkStep> {
    const result = await this.db.transaction(async (tx) => {
      const contract = await this.stores.contracts.lock(tx, contractId);
      mayAttest(rulesOf(contract), actorOf(person));
      return { ...(await this.stores.steps.attest(tx, contractId, selection, actorOf(person), this.clock.now())), finalised: 0 };
    });
    this.metrics.count('claims_attested', { decision: 'attested' }, result.done);
    return result;
  }
}
