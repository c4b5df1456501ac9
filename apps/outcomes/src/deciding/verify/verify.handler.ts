import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ClaimStepped, VerificationRequest } from '@ringvirkning/outcomes-api';
import { evolve, finalise, verify, type By } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { UnpaidReason } from '@ringvirkning/terms-language';
import type { HeldClaim } from '../../persistence/claim.store.js';
import { FinalisationStore, type Beside } from '../../persistence/finalisation.store.js';
import { presentStep, StepClaim } from '../step/step-claim.js';
import { FinaliseClaims, SYSTEM } from '../finalise/finalise-claims.js';

@Injectable()
export class VerifyHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
    private readonly store: FinalisationStore,
    private readonly finalise: FinaliseClaims,
  ) {}

  /** Without an objection window the claim is final in the same transaction, or goes back when the rules no longer count it. */
  execute(claimId: string, { decision, note }: VerificationRequest, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      let reason: UnpaidReason | undefined;
      const decide = async (held: HeldClaim, by: By, beside: Beside) => {
        const fact = verify(held.claim, held.rules, decision, by);
        if (fact.type !== 'verified' || fact.objectionEndsAt > by.at) return [fact];
        reason = await this.finalise.whyNotOne(tx, held, beside);
        return reason === undefined ? [fact, finalise(evolve(held.claim, fact), { by: SYSTEM, at: by.at })] : [fact];
      };
      const stepped = await this.step.run(tx, claimId, person, note, decide, () => this.store.beside(tx, claimId));
      if (reason !== undefined) return presentStep(await this.finalise.sendBack(tx, stepped, reason));
      if (stepped.claim.status === 'final') await this.finalise.tellOf(tx, stepped);
      return presentStep(stepped);
    });
  }
}
