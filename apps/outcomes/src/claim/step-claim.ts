import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { ClaimStepped } from '@ringvirkning/outcomes-api';
import { withoutCpr, type By, type Claim, type ClaimFact, type ClaimRules } from '@ringvirkning/outcomes-domain';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { actorOf } from '../actor.js';
import { rememberName } from '../persistence/acting-name.js';
import { ClaimStore } from '../persistence/claim.store.js';
import { ContractStore, rulesOf } from '../persistence/contract.store.js';

export interface Stepped {
  readonly contractId: string;
  readonly claim: Claim;
  readonly fact: ClaimFact;
}

/** One step of one claim: lock, decide, save. The contract is locked before the claim, as everywhere. */
@Injectable()
export class StepClaim {
  constructor(
    @Inject(ClaimStore) private readonly claims: ClaimStore,
    @Inject(ContractStore) private readonly contracts: ContractStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DomainMetrics) private readonly metrics: DomainMetrics,
  ) {}

  async run(tx: Tx, claimId: string, person: Person, note: string | undefined, decide: (claim: Claim, rules: ClaimRules, step: By) => ClaimFact): Promise<Stepped> {
    withoutCpr(note);
    const contract = await this.contracts.lock(tx, await this.claims.contractOf(tx, claimId));
    const claim = await this.claims.lock(tx, claimId);
    const at = this.clock.now();
    const fact = decide(claim, rulesOf(contract), { by: actorOf(person), at, note });
    await rememberName(tx, contract.contractId, person, at);
    onCommit(tx, () => this.metrics.count('claim_steps', { step: fact.type }));
    return { contractId: contract.contractId, claim: await this.claims.apply(tx, contract.contractId, claim, fact), fact };
  }
}

export const presentStep = ({ claim: { id, status, objectionEndsAt } }: Stepped): ClaimStepped => ({ claimId: id, status, objectionEndsAt });
