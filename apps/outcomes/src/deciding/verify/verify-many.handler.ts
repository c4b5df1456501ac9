import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { BulkSelection, BulkStep } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { StepMany } from '../step/step-many.js';
import { FinaliseClaims } from '../finalise/finalise-claims.js';

@Injectable()
export class VerifyManyHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepMany,
    private readonly finalise: FinaliseClaims,
  ) {}

  /** Approves many; without an objection window they are final in the same transaction. */
  execute(contractId: string, selection: BulkSelection, person: Person): Promise<BulkStep> {
    return this.db.transaction(async (tx) => {
      const { done, skipped, at } = await this.step.approve(tx, contractId, selection, person);
      return { done, skipped, finalised: await this.finalise.run(tx, contractId, at) };
    });
  }
}
