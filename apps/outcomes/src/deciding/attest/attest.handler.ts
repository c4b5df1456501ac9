import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { AttestationRequestSchema, ClaimStepped } from '@ringvirkning/outcomes-api';
import { attest } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { presentStep, StepClaim } from '../step/step-claim.js';

@Injectable()
export class AttestHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
  ) {}

  execute(
    claimId: string,
    { decision, note }: z.output<typeof AttestationRequestSchema>,
    person: Person,
  ): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) =>
      presentStep(
        await this.step.run(tx, claimId, person, note, ({ claim, rules }, by) => [attest(claim, rules, decision, by)]),
      ),
    );
  }
}
