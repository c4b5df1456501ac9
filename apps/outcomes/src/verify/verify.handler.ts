import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ClaimStepped, VerificationRequest } from '@ringvirkning/outcomes-api';
import { verify } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../claim/step-claim.js';
import { FinaliseClaims } from '../finalise/finalise-claims.js';
import { ClaimViewStore } from '../persistence/claim-view.store.js';

@Injectable()
export class VerifyHandler {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(StepClaim) private readonly step: StepClaim,
    @Inject(FinaliseClaims) private readonly finalise: FinaliseClaims,
    @Inject(ClaimViewStore) private readonly view: ClaimViewStore,
  ) {}

  /** Without an objection window the claim is final in the same transaction. */
  execute(claimId: string, { decision, note }: VerificationRequest, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      const stepped = await this.step.run(tx, claimId, person, note, (claim, rules, by) => verify(claim, rules, decision, by));
      await this.finalise.run(tx, stepped.contractId, stepped.fact.at);
      return { ...presentStep(stepped), status: (await this.view.get(tx, claimId)).status };
    });
  }
}
