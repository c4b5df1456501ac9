import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { canonicalJson, CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { ClaimStepped, CorrectionRequestSchema } from '@ringvirkning/outcomes-api';
import {
  checkClaim,
  correct,
  isRefused,
  mayClaim,
  OtherClaims,
  outcomeErrors,
  payerOn,
  type By,
} from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { termsOn } from '@ringvirkning/terms';
import { carriesNumber, claimKey } from '@ringvirkning/terms-language';
import type { z } from 'zod';
import { presentStep, StepClaim } from '../../deciding/step/step-claim.js';
import type { ClaimRow } from '../../persistence/claim.row.js';
import { ClaimStore } from '../../persistence/claim.store.js';
import { ClaimViewStore } from '../../persistence/claim-view.store.js';
import { ContractStore, rulesOn } from '../../persistence/contract.store.js';
import { CorrectionStore } from '../../persistence/correction.store.js';
import { EvidenceFileStore } from '../../persistence/evidence-file.store.js';
import { ParticipantStore, type Participant } from '../../persistence/participant.store.js';

type Request = z.output<typeof CorrectionRequestSchema>;

/** What a correction is judged by, and where it is kept. */
@Injectable()
export class CorrectionStores {
  constructor(
    readonly contracts: ContractStore,
    readonly participants: ParticipantStore,
    readonly claims: ClaimStore,
    readonly view: ClaimViewStore,
    readonly corrections: CorrectionStore,
    readonly files: EvidenceFileStore,
  ) {}
}

/** Whoever claimed says it otherwise, and sends it again. What the checks refuse changes nothing. */
@Injectable()
export class CorrectHandler {
  constructor(
    private readonly db: Database,
    private readonly stores: CorrectionStores,
    private readonly step: StepClaim,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(claimId: string, request: Request, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      const { contract_id: contractId, participant_id } = await this.stores.view.get(tx, claimId);
      // The person before the claim, as everybody does who takes both.
      const participant = await this.stores.participants.lock(tx, contractId, participant_id);
      const stepped = await this.step.run(tx, claimId, person, request.answer, async ({ claim, rules }, by) => {
        const fact = correct(claim, rules, by);
        await this.replace(tx, claimId, participant, request, by);
        return [fact];
      });
      return presentStep(stepped);
    });
  }

  private async replace(
    tx: Tx,
    claimId: string,
    participant: Participant,
    request: Request,
    { by, at }: By,
  ): Promise<void> {
    const { corrections, claims, contracts, files, view } = this.stores;
    const current = await corrections.current(tx, claimId);
    if (current.version !== request.version) throw outcomeErrors.claimChanged(current.version, current.by);
    const before = await view.get(tx, claimId);
    const { terms } = await contracts.running(tx, participant.contractId);
    mayClaim(rulesOn(terms, request.on), by);
    const ofDay = termsOn(terms, request.on);
    if (request.quantity === undefined && carriesNumber(ofDay, before.outcome))
      throw outcomeErrors.quantityMissing(before.outcome);
    const candidate = {
      outcome: before.outcome,
      followUp: before.follow_up,
      on: request.on,
      periodStart: request.periodStart ?? null,
      quantity: request.quantity ?? '1',
      evidence: request.evidence,
      externalRef: request.externalRef ?? null,
    };
    if (request.answer === undefined && isSame(before, candidate)) throw outcomeErrors.nothingCorrected();
    const others = (await claims.othersOf(tx, [participant.participantId], claimId)).get(participant.participantId)!;
    const findings = checkClaim(
      terms,
      participant,
      new OtherClaims(terms, others),
      candidate,
      dateInDenmark(this.clock.now()),
    );
    if (isRefused(findings)) throw outcomeErrors.correctionRefused(findings);
    await files.recordUse(tx, participant.contractId, candidate.evidence, by.subject, at);
    await corrections.replace(
      tx,
      { claimId, candidate, payer: payerOn(participant, candidate.on), claimKey: claimKey(ofDay, candidate), findings },
      at,
    );
  }
}

const isSame = (before: ClaimRow, { on, periodStart, quantity, evidence, externalRef }: object & Content): boolean =>
  canonicalJson([before.achieved_on, before.period_start, before.quantity, before.evidence, before.external_ref]) ===
  canonicalJson([on, periodStart, quantity, evidence, externalRef]);

type Content = { readonly on: string; readonly periodStart: string | null; readonly quantity: string } & {
  readonly evidence: readonly object[];
  readonly externalRef: string | null;
};
