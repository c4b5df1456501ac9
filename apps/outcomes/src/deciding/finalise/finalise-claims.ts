import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { OUTCOMES_PER_EVENT, OutcomesFinalisedV1, type FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { Outbox } from '@ringvirkning/outbox';
import { evolve, outcomeErrors, sendBack, unpaidFinding } from '@ringvirkning/outcomes-domain';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { judgeAll } from '@ringvirkning/terms';
import type { Terms, UnpaidReason } from '@ringvirkning/terms-language';
import type { Stepped } from '../step/step-claim.js';
import type { HeldClaim } from '../../persistence/claim.store.js';
import { ContractStore } from '../../persistence/contract.store.js';
import { FinalisationStore, type Beside, type DueClaim } from '../../persistence/finalisation.store.js';

/** Claims per statement: bounds the memory of one step. */
const CHUNK = 5_000;

/** Who acts when a window has run. */
export const SYSTEM = { subject: 'system', organisation: 'system' };

/** Makes verified claims final once their objection window has run, and tells the other services. */
@Injectable()
export class FinaliseClaims {
  constructor(
    private readonly store: FinalisationStore,
    private readonly contracts: ContractStore,
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
    const { terms } = await this.contracts.get(tx, contractId);
    let total = 0;
    for (;;) {
      const due = await this.store.lockDue(tx, contractId, now, CHUNK);
      if (due.length === 0) return total;
      const outcomes = await this.decide(tx, terms, due, now);
      const batches = Array.from({ length: Math.ceil(outcomes.length / OUTCOMES_PER_EVENT) }, (_, i) =>
        outcomes.slice(i * OUTCOMES_PER_EVENT, (i + 1) * OUTCOMES_PER_EVENT),
      );
      if (total === 0 && batches.length > 0) await this.refuseIfLost(tx, contractId);
      await this.tell(tx, contractId, contractId, batches);
      total += outcomes.length;
      if (due.length < CHUNK) return total;
    }
  }

  /** What has happened since may have changed what the rules say: a claim that no longer counts goes back, with the reason. Returns what became final. */
  private async decide(tx: Tx, terms: Terms, due: readonly DueClaim[], now: Instant): Promise<FinalisedOutcome[]> {
    const reasons = await this.whyNot(tx, terms, due);
    const back = [...reasons].map(([claimId, reason]) => ({ claimId, finding: unpaidFinding(reason) }));
    if (back.length > 0) await this.store.sendBack(tx, back, now);
    const standing = due.map(({ claimId }) => claimId).filter((claimId) => !reasons.has(claimId));
    return this.store.finalise(tx, standing, now);
  }

  /** Why claims would not count, among everything that stands claimed for the same people. */
  private async whyNot(tx: Tx, terms: Terms, claims: readonly DueClaim[]): Promise<ReadonlyMap<string, UnpaidReason>> {
    const facts = await this.store.factsOf(tx, [...new Set(claims.map(({ participantId }) => participantId))]);
    return judgeAll(terms, facts, new Set(claims.map(({ claimId }) => claimId)));
  }

  /** The same of one claim that the transaction holds, among these. */
  async whyNotOne(
    tx: Tx,
    { contractId, contractVersion, claim }: HeldClaim,
    { facts }: Beside,
  ): Promise<UnpaidReason | undefined> {
    const terms = await this.contracts.termsOf(tx, contractId, contractVersion);
    return judgeAll(terms, facts, new Set([claim.id])).get(claim.id);
  }

  async sendBack(tx: Tx, stepped: Stepped, reason: UnpaidReason): Promise<Stepped> {
    const at = stepped.facts.at(-1)!.at;
    await this.store.sendBack(tx, [{ claimId: stepped.claim.id, finding: unpaidFinding(reason) }], at);
    return { ...stepped, claim: evolve(stepped.claim, sendBack(stepped.claim, { by: SYSTEM, at })) };
  }

  /** One claim that its step made final. The claim is what the transaction holds, so it is the key of the event. */
  async tellOf(tx: Tx, { claim, contractId, facts, beside }: Stepped<Beside>): Promise<void> {
    const { outcomeAt, isMended } = beside;
    if (isMended) await this.refuseIfLost(tx, contractId);
    await this.tell(tx, claim.id, contractId, [[outcomeAt(facts.at(-1)!.at)]]);
  }

  /** What is missing could be claimed once more, and told and paid as something else. @throws DomainError */
  private async refuseIfLost(tx: Tx, contractId: string): Promise<void> {
    const lost = await this.store.lost(tx, contractId);
    if (lost > 0) throw outcomeErrors.claimsLost(lost);
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
