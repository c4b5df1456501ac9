import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { IDS, type Ids } from '@ringvirkning/kernel';
import type { ObjectionRaised, ObjectionRequest } from '@ringvirkning/outcomes-api';
import { raiseObjection } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../step/step-claim.js';

@Injectable()
export class ObjectHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(claimId: string, { reason }: ObjectionRequest, person: Person): Promise<ObjectionRaised> {
    const objectionId = this.ids.next();
    return this.db.transaction(async (tx) => ({
      ...presentStep(
        await this.step.run(tx, claimId, person, reason, ({ claim, rules }, by) => [
          raiseObjection(claim, rules, objectionId, by),
        ]),
      ),
      objectionId,
    }));
  }
}
