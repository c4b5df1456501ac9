import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { ClaimStepped } from '@ringvirkning/outcomes-api';
import type { By, ClaimFact } from '@ringvirkning/outcomes-domain';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { actorOf } from '../../actor.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ClaimStore, type HeldClaim } from '../../persistence/claim.store.js';

export interface Stepped<Read = unknown> extends HeldClaim {
  readonly facts: readonly ClaimFact[];
  /** What was read beside the claim. */
  readonly beside: Read;
}

/** One step of one claim: lock, decide, save. Only the claim is held: steps of other claims of its contract go on beside it. */
@Injectable()
export class StepClaim {
  constructor(
    private readonly claims: ClaimStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  /** `read` asks for what the decision needs beside the claim; it is found once the claim is held, and in the same round trip. */
  async run<Read = undefined>(
    tx: Tx,
    claimId: string,
    person: Person,
    note: string | undefined,
    decide: (held: HeldClaim, step: By, beside: Awaited<Read>) => readonly ClaimFact[] | Promise<readonly ClaimFact[]>,
    read?: () => Read,
  ): Promise<Stepped<Awaited<Read>>> {
    const [held, beside] = await Promise.all([this.claims.lock(tx, claimId, person.subject), read?.() as Read]);
    const at = this.clock.now();
    const facts = await decide(held, { by: actorOf(person), at, note }, beside);
    if (held.knownAs !== person.name) await rememberName(tx, held.contractId, person, at);
    onCommit(tx, () => facts.forEach(({ type }) => this.metrics.count('claim_steps', { step: type })));
    return { ...held, claim: await this.claims.apply(tx, held, facts), facts, beside };
  }
}

export const presentStep = ({ claim: { id, status, objectionEndsAt } }: Stepped): ClaimStepped => ({
  claimId: id,
  status,
  objectionEndsAt,
});
