import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ClaimStepped, ObjectionDecisionRequest } from '@ringvirkning/outcomes-api';
import { decideObjection } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../step/step-claim.js';
import { ClaimStore } from '../../persistence/claim.store.js';

@Injectable()
export class DecideObjectionHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
    private readonly claims: ClaimStore,
  ) {}

  execute(objectionId: string, { decision, note }: ObjectionDecisionRequest, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      const claimId = await this.claims.claimOfObjection(tx, objectionId);
      return presentStep(
        await this.step.run(tx, claimId, person, note, ({ claim }, by) => [
          decideObjection(claim, objectionId, decision, by),
        ]),
      );
    });
  }
}
