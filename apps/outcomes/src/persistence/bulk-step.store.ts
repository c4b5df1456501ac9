import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { BulkSelection } from '@ringvirkning/outcomes-api';
import type { Actor } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';

/** Which claims: those chosen, and of an amended contract those achieved in the days (from, up to but not including to) of one version. */
export interface ChosenClaims {
  readonly selection: BulkSelection;
  readonly days: { readonly from: string; readonly to: string };
  /** Whether the step is the organisation's own in these days; otherwise they are skipped. */
  readonly isTheirs: boolean;
}

export interface BulkResult {
  readonly done: number;
  readonly skipped: number;
}

/** Where the contract agreed on a sample, only what it drew. */
const MAY_BE_VERIFIED = `(sample_place = 'selected' OR NOT (SELECT k.verification ? 'sample' FROM contract k WHERE k.contract_id = claim.contract_id))`;

/** The domain's `attest` and `verify` for many claims in one statement each; an integration test holds them against the domain claim by claim. */
@Injectable()
export class BulkStepStore {
  /** Attests every chosen claim that waits and that the attester did not make. */
  attest(tx: Tx, contractId: string, which: ChosenClaims, by: Actor, at: Instant): Promise<BulkResult> {
    const set = `status = 'attested', attester = $3, attester_organisation = $4, waiting_since = ($5::timestamptz AT TIME ZONE 'Europe/Copenhagen')::date`;
    return this.step(tx, contractId, which, {
      from: 'claimed',
      may: 'claimant <> $3',
      set,
      fact: 'attested',
      by,
      at,
    });
  }

  /** Approves every chosen claim that is attested, by somebody who neither made nor attested it nor belongs to who made it. */
  approve(
    tx: Tx,
    contractId: string,
    which: ChosenClaims,
    by: Actor,
    at: Instant,
    objectionEndsAt: Instant,
  ): Promise<BulkResult> {
    const set = `status = 'verified', verifier = $3, verifier_organisation = $4, objection_ends_at = $9::timestamptz`;
    const may = `claimant <> $3 AND attester <> $3 AND claimant_organisation <> $4 AND ${MAY_BE_VERIFIED}`;
    return this.step(tx, contractId, which, { from: 'attested', may, set, fact: 'verified', by, at }, objectionEndsAt);
  }

  private async step(
    tx: Tx,
    contractId: string,
    { selection, days, isTheirs }: ChosenClaims,
    { from, may, set, fact, by, at }: Step,
    ...more: Instant[]
  ): Promise<BulkResult> {
    const { sql, value } = chosen(selection);
    const [row] = (await tx.query(
      `WITH chosen AS (SELECT claim_id, status = $6 AND ${isTheirs ? may : 'false'} AS may FROM claim WHERE contract_id = $1 AND achieved_on >= $7::date AND achieved_on < $8::date AND ${sql} ORDER BY claim_id FOR UPDATE),
       done AS (UPDATE claim c SET ${set} FROM chosen WHERE c.claim_id = chosen.claim_id AND chosen.may RETURNING c.claim_id, c.contract_id),
       history AS (INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) SELECT contract_id, claim_id, '${fact}', $5::timestamptz, $3, $4 FROM done)
       SELECT (SELECT count(*) FROM chosen)::int AS chosen, (SELECT count(*) FROM done)::int AS done`,
      [contractId, value, by.subject, by.organisation, at, from, days.from, days.to, ...more],
    )) as [{ chosen: number; done: number }];
    return { done: row.done, skipped: row.chosen - row.done };
  }
}

interface Step {
  readonly from: 'claimed' | 'attested';
  readonly may: string;
  readonly set: string;
  readonly fact: 'attested' | 'verified';
  readonly by: Actor;
  readonly at: Instant;
}

/** $2 is the selection's value and $6 the status that waits for this step. */
function chosen(selection: BulkSelection): { sql: string; value: string | string[] | null } {
  if ('importId' in selection)
    return { sql: `import_id = $2::uuid AND status <> 'refused'`, value: selection.importId };
  if ('claimIds' in selection) return { sql: 'claim_id = ANY ($2::uuid[])', value: selection.claimIds };
  return { sql: '$2::text IS NULL AND status = $6', value: null };
}
