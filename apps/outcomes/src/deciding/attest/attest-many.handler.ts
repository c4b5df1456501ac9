import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { BulkSelection, BulkStep } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { StepMany } from '../step/step-many.js';

@Injectable()
export class AttestManyHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepMany,
  ) {}

  execute(contractId: string, selection: BulkSelection, person: Person): Promise<BulkStep> {
    return this.db.transaction(async (tx) => ({
      ...(await this.step.attest(tx, contractId, selection, person)),
      finalised: 0,
    }));
  }
}
