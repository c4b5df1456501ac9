import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { DomainMetrics } from '@ringvirkning/observability';
import type { AttestationRequestSchema, ClaimStepped } from '@ringvirkning/outcomes-api';
import { attest } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { presentStep, StepClaim } from '../claim/step-claim.js';

@Injectable()
export class AttestHandler {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(StepClaim) private readonly step: StepClaim,
    @Inject(DomainMetrics) private readonly metrics: DomainMetrics,
  ) {}

  async execute(claimId: string, { decision, note }: z.output<typeof AttestationRequestSchema>, person: Person): Promise<ClaimStepped> {
    const result = await this.db.transaction(async (tx) => presentStep(await this.step.run(tx, claimId, person, note, (claim, rules, by) => attest(claim, rules, decision, by))));
    this.metrics.count('claims_attested', { decision });
    return result;
  }
}
