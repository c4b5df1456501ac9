import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { ClaimStepped, VerificationRequest } from '@ringvirkning/outcomes-api';
import {
  evolve,
  finalise,
  verify,
  type By,
  type Claim,
  type ClaimFact,
  type ClaimRules,
} from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { presentStep, StepClaim } from '../claim/step-claim.js';
import { FinaliseClaims } from '../finalise/finalise-claims.js';

@Injectable()
export class VerifyHandler {
  constructor(
    private readonly db: Database,
    private readonly step: StepClaim,
    private readonly finalise: FinaliseClaims,
  ) {}

  /** Without an objection window the claim is final in the same transaction. */
  execute(claimId: string, { decision, note }: VerificationRequest, person: Person): Promise<ClaimStepped> {
    return this.db.transaction(async (tx) => {
      const stepped = await this.step.run(tx, claimId, person, note, (claim, rules, by) =>
        verdict(claim, rules, decision, by),
      );
      if (stepped.claim.status === 'final') await this.finalise.tellOf(tx, stepped);
      return presentStep(stepped);
    });
  }
}

const SYSTEM = { subject: 'system', organisation: 'system' };

function verdict(claim: Claim, rules: ClaimRules, decision: VerificationRequest['decision'], step: By): ClaimFact[] {
  const fact = verify(claim, rules, decision, step);
  const isFinal = fact.type === 'verified' && fact.objectionEndsAt <= step.at;
  return isFinal ? [fact, finalise(evolve(claim, fact), { by: SYSTEM, at: step.at })] : [fact];
}
