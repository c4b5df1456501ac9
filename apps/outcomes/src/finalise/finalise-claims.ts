import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { OUTCOMES_PER_EVENT, OutcomesFinalisedV1, type FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { Outbox } from '@ringvirkning/outbox';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import type { Stepped } from '../claim/step-claim.js';
import { FinalisationStore } from '../persistence/finalisation.store.js';

/** Claims per statement: bounds the memory of one step. */
const CHUNK = 5_000;

/** Makes verified claims final once their objection window has run, and tells the other services. */
@Injectable()
export class FinaliseClaims {
  constructor(
    private readonly store: FinalisationStore,
    private readonly outbox: Outbox,
    private readonly metrics: DomainMetrics,
  ) {}

  /** Contracts with something due. */
  contractsDue(tx: Tx, now: Instant): Promise<string[]> {
    return this.store.contractsDue(tx, now);
  }

  /** Everything due in a contract, unless somebody else holds it. */
  async runIfFree(tx: Tx, contractId: string, now: Instant): Promise<void> {
    if (await this.store.tryLock(tx, contractId)) await this.run(tx, contractId, now);
  }

  /** Everything due in a contract, which the caller holds locked. Returns how many became final. */
  async run(tx: Tx, contractId: string, now: Instant): Promise<number> {
    let total = 0;
    for (;;) {
      const outcomes = await this.store.finaliseDue(tx, contractId, now, CHUNK);
      const batches = Array.from({ length: Math.ceil(outcomes.length / OUTCOMES_PER_EVENT) }, (_, i) =>
        outcomes.slice(i * OUTCOMES_PER_EVENT, (i + 1) * OUTCOMES_PER_EVENT),
      );
      await this.tell(tx, contractId, contractId, batches);
      total += outcomes.length;
      if (outcomes.length < CHUNK) return total;
    }
  }

  /** One claim that its step made final. The claim is what the transaction holds, so it is the key of the event. */
  tellOf(tx: Tx, { claim, contractId, facts, finalised }: Stepped): Promise<void> {
    return this.tell(tx, claim.id, contractId, [[finalised(facts.at(-1)!.at)]]);
  }

  private async tell(tx: Tx, key: string, contractId: string, batches: readonly FinalisedOutcome[][]): Promise<void> {
    if (batches.length === 0) return;
    await this.outbox.addAll(
      tx,
      OutcomesFinalisedV1,
      batches.map((outcomes) => ({ key, data: { contractId, outcomes } })),
    );
    onCommit(tx, () => this.metrics.count('outcomes_finalised', {}, batches.flat().length));
  }
}
