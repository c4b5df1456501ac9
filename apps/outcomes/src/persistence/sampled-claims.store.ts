import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Actor } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';

interface Rest {
  readonly by: Actor;
  readonly at: Instant;
  readonly note: string;
}

/** What a sample does to the claims of its population. */
@Injectable()
export class SampledClaimsStore {
  /** These go to the verifier; the others go on waiting. */
  async select(tx: Tx, sampleId: string, claimIds: readonly string[]): Promise<void> {
    await tx.query(
      `WITH drawn AS (INSERT INTO sample_drawn (sample_id, contract_id, claim_id) SELECT sample_id, contract_id, claim_id FROM sample_unit
         WHERE sample_id = $1 AND claim_id = ANY ($2::uuid[]) ON CONFLICT DO NOTHING)
       UPDATE claim SET sample_place = 'selected' WHERE sample_id = $1 AND claim_id = ANY ($2::uuid[]) AND status = 'attested'`,
      [sampleId, claimIds],
    );
  }

  /** The rule of `verify` in the domain for what was not drawn: by who verifies, who neither made nor attested it. Returns how many. */
  approveRest(
    tx: Tx,
    sampleId: string,
    rest: Rest & { readonly objectionEndsAt: Instant; readonly paidShare: string | null },
  ): Promise<number> {
    return this.step(
      tx,
      sampleId,
      'verified',
      `status = 'verified', verifier = $2, verifier_organisation = $3, objection_ends_at = $6::timestamptz, paid_share = $7`,
      rest,
      [rest.objectionEndsAt, rest.paidShare],
    );
  }

  /** Returns what was not drawn to whoever claimed it. */
  returnRest(tx: Tx, sampleId: string, rest: Rest): Promise<number> {
    return this.step(tx, sampleId, 'returned', `status = 'returned'`, rest, []);
  }

  private async step(
    tx: Tx,
    sampleId: string,
    fact: 'verified' | 'returned',
    set: string,
    { by, at, note }: Rest,
    more: readonly (string | null)[],
  ): Promise<number> {
    const [row] = await tx.query<{ done: number }[]>(
      `WITH done AS (UPDATE claim SET ${set} WHERE sample_id = $1 AND status = 'attested' AND claimant <> $2 AND attester <> $2 AND claimant_organisation <> $3
         RETURNING claim_id, contract_id),
       history AS (INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation, note) SELECT contract_id, claim_id, '${fact}', $4::timestamptz, $2, $3, $5 FROM done)
       SELECT count(*)::int AS done FROM done`,
      [sampleId, by.subject, by.organisation, at, note, ...more],
    );
    return row!.done;
  }

  /** How many wait still. */
  async waiting(tx: Tx, sampleId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM claim WHERE sample_id = $1 AND status = 'attested'`,
      [sampleId],
    );
    return row!.count;
  }

  /** The sample is over: its claims go their own ways. */
  async release(tx: Tx, sampleId: string): Promise<void> {
    await tx.query('UPDATE claim SET sample_id = NULL, sample_place = NULL WHERE sample_id = $1', [sampleId]);
  }
}
