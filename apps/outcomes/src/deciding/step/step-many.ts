import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { addDaysInDenmark, CLOCK, type Clock, type Instant } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { BulkSelection } from '@ringvirkning/outcomes-api';
import { mayAttest, mayVerify } from '@ringvirkning/outcomes-domain';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { actorOf } from '../../actor.js';
import { rememberName } from '../../persistence/acting-name.js';
import { BulkStepStore, type BulkResult } from '../../persistence/bulk-step.store.js';
import { ContractStore, rulesOf } from '../../persistence/contract.store.js';

/** One step of many claims of a contract, which stays locked. What the person may not decide is skipped. */
@Injectable()
export class StepMany {
  constructor(
    private readonly contracts: ContractStore,
    private readonly steps: BulkStepStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  async attest(tx: Tx, contractId: string, selection: BulkSelection, person: Person): Promise<BulkResult> {
    const [by, at] = [actorOf(person), this.clock.now()];
    mayAttest(rulesOf((await this.contracts.lock(tx, contractId)).terms), by);
    await rememberName(tx, contractId, person, at);
    const result = await this.steps.attest(tx, contractId, selection, by, at);
    onCommit(tx, () => this.metrics.count('claim_steps', { step: 'attested' }, result.done));
    return result;
  }

  /** Also says when it happened, for the finalisation that may follow at once. */
  async approve(
    tx: Tx,
    contractId: string,
    selection: BulkSelection,
    person: Person,
  ): Promise<BulkResult & { readonly at: Instant }> {
    const [by, at] = [actorOf(person), this.clock.now()];
    const rules = rulesOf((await this.contracts.lock(tx, contractId)).terms);
    mayVerify(rules, by);
    await rememberName(tx, contractId, person, at);
    const result = await this.steps.approve(
      tx,
      contractId,
      selection,
      by,
      at,
      addDaysInDenmark(at, rules.objectionDays),
    );
    onCommit(tx, () => this.metrics.count('claim_steps', { step: 'verified' }, result.done));
    return { ...result, at };
  }
}
