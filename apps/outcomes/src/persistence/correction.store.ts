import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { outcomeErrors, type Candidate, type Finding } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { lastNameOf } from './acting-name.js';

/** What a claim says from now on. */
export interface Corrected {
  readonly claimId: string;
  readonly candidate: Candidate & { readonly evidence: readonly object[] };
  readonly payer: string | null;
  readonly claimKey: string;
  readonly findings: readonly Finding[];
}

/** What a claim says is kept beside what it said before; the claim is held by the transaction. */
@Injectable()
export class CorrectionStore {
  /** The version that stands, and who made it. */
  async current(tx: Tx, claimId: string): Promise<{ readonly version: number; readonly by: string }> {
    const [row] = await tx.query<{ version: number; by: string }[]>(
      `SELECT 1 + (SELECT count(*)::int FROM claim_version v WHERE v.claim_id = c.claim_id) AS version, coalesce(${lastNameOf('c', 'c.claimant')}, c.claimant) AS by
       FROM claim c WHERE c.claim_id = $1`,
      [claimId],
    );
    return row!;
  }

  /** @throws conflict when another claim stands for the same achievement or under the same reference */
  async replace(tx: Tx, { claimId, candidate, payer, claimKey, findings }: Corrected, at: Instant): Promise<void> {
    const taken = await tx.query<unknown[]>(
      `SELECT 1 FROM claim c JOIN claim o USING (contract_id) WHERE c.claim_id = $1 AND o.claim_id <> $1
       AND (o.participant_id = c.participant_id AND o.claim_key = $2 OR o.external_ref = $3) AND o.status IN ('claimed', 'attested', 'verified', 'disputed', 'final')`,
      [claimId, claimKey, candidate.externalRef],
    );
    if (taken.length > 0) throw outcomeErrors.alreadyClaimed();
    await tx.query(
      `INSERT INTO claim_version (contract_id, claim_id, version, achieved_on, period_start, quantity, evidence, external_ref, claimant, claimant_organisation, replaced_at)
       SELECT contract_id, claim_id, 1 + (SELECT count(*) FROM claim_version v WHERE v.claim_id = c.claim_id), achieved_on, period_start, quantity, evidence, external_ref,
         claimant, claimant_organisation, $2 FROM claim c WHERE claim_id = $1`,
      [claimId, at],
    );
    await tx.query(
      `UPDATE claim SET achieved_on = $2, period_start = $3, quantity = $4, evidence = $5, external_ref = $6, paying_municipality = $7, claim_key = $8, findings = $9, paid_share = NULL
       WHERE claim_id = $1`,
      [
        claimId,
        candidate.on,
        candidate.periodStart,
        candidate.quantity,
        JSON.stringify(candidate.evidence),
        candidate.externalRef,
        payer,
        claimKey,
        JSON.stringify(findings),
      ],
    );
  }
}
