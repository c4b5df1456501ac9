import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { OutcomesReversedV1, type ClaimStepped, type ReversalRequest } from '@ringvirkning/outcomes-api';
import { Outbox } from '@ringvirkning/outbox';
import { reverse } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../step/step-claim.js';

@Injectable()
export class ReverseHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
    private readonly outbox: Outbox,
  ) {}

  execute(claimId: string, { reason }: ReversalRequest, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      const stepped = await this.step.run(tx, claimId, person, reason, ({ claim }, by) => [reverse(claim, by)]);
      const { contractId, facts } = stepped;
      await this.outbox.add(tx, OutcomesReversedV1, {
        key: claimId,
        data: { contractId, outcomes: facts.map(({ at }) => ({ claimId, reversedAt: at })) },
      });
      return presentStep(stepped);
    });
  }
}
