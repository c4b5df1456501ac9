import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { IDS, type Ids } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import type { ObjectionRaised, ObjectionRequest } from '@ringvirkning/outcomes-api';
import { raiseObjection } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../claim/step-claim.js';

@Injectable()
export class ObjectHandler {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(StepClaim) private readonly step: StepClaim,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(DomainMetrics) private readonly metrics: DomainMetrics,
  ) {}

  async execute(claimId: string, { reason }: ObjectionRequest, person: Person): Promise<ObjectionRaised> {
    const objectionId = this.ids.next();
    const result = await this.db.transaction(async (tx) => ({
      ...presentStep(await this.step.run(tx, claimId, person, reason, (claim, rules, by) => raiseObjection(claim, rules, objectionId, by))),
      objectionId,
    }));
    this.metrics.count('objections_raised');
    return result;
  }
}
