import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { Claim, ClaimRequestSchema } from '@ringvirkning/outcomes-api';
import { mayClaim, outcomeErrors } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { termsOn } from '@ringvirkning/terms';
import { carriesNumber } from '@ringvirkning/terms-language';
import type { z } from 'zod';
import { actorOf } from '../../actor.js';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore, rulesOn } from '../../persistence/contract.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';
import { ClaimViewStore } from '../../persistence/claim-view.store.js';
import { presentClaim } from '../../views/claims/present-claim.js';
import { RecordClaims } from './record-claims.js';

/** What a claim is made from. */
@Injectable()
export class ClaimSources {
  constructor(
    readonly known: KnownContracts,
    readonly contracts: ContractStore,
    readonly participants: ParticipantStore,
    readonly view: ClaimViewStore,
  ) {}
}

@Injectable()
export class ClaimHandler {
  constructor(
    private readonly db: Database,
    private readonly sources: ClaimSources,
    private readonly record: RecordClaims,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  /** A claim that the checks refuse is a recorded fact too, with its reasons. @throws conflict when its reference is used by another claim; invalid when it says nothing without its number. */
  async execute(contractId: string, request: z.output<typeof ClaimRequestSchema>, person: Person): Promise<Claim> {
    await this.sources.known.require(contractId);
    const claim = await this.db.transaction(async (tx) => {
      const contract = await this.sources.contracts.running(tx, contractId);
      mayClaim(rulesOn(contract.terms, request.on), actorOf(person));
      if (request.quantity === undefined && carriesNumber(termsOn(contract.terms, request.on), request.outcome))
        throw outcomeErrors.quantityMissing(request.outcome);
      await rememberName(tx, contractId, person, this.clock.now());
      const participant = await this.sources.participants.lock(tx, contractId, request.participantId);
      const {
        outcome,
        followUp = null,
        on,
        periodStart = null,
        quantity = '1',
        externalRef = null,
        evidence,
      } = request;
      const candidate = { outcome, followUp, on, periodStart, quantity, externalRef, evidence };
      const [recorded] = (await this.record.run(tx, { contract, by: actorOf(person), importId: null }, [
        { participant, candidate },
      ])) as [Awaited<ReturnType<RecordClaims['run']>>[number]];
      if (recorded.status === 'repeated' || recorded.status === 'differs') throw outcomeErrors.alreadyClaimed();
      return presentClaim(await this.sources.view.get(tx, recorded.claimId));
    });
    this.metrics.count('claims', { status: claim.status, outcome: claim.outcome });
    return claim;
  }
}
