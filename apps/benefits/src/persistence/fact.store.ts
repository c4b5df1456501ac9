import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { FinalOutcome } from '../purses/worth.js';

export interface ToldFacts {
  readonly contractId: string;
  readonly claimId: string;
  readonly known: NonNullable<FinalOutcome['known']>;
  /** Undefined leaves what was told before. */
  readonly told: FinalOutcome['told'];
  readonly at: Instant;
  readonly by: string;
}

/** What is known of the people behind outcomes, where the law asks, and whether their outcomes last. */
@Injectable()
export class FactStore {
  /** Keeps what is known, and makes the outcome due for a new valuation. @returns false when the contract has no such outcome in force. */
  async tell(tx: Tx, { contractId, claimId, known, told, at, by }: ToldFacts): Promise<boolean> {
    const kept = await tx.query<{ claim_id: string }[]>(
      `INSERT INTO outcome_fact (contract_id, claim_id, known, follow_ups, told_by, told_at) SELECT contract_id, claim_id, $3,
         coalesce($6, (SELECT f.follow_ups FROM outcome_fact f WHERE f.claim_id = o.claim_id ORDER BY f.fact_id DESC LIMIT 1)), $4, $5 FROM outcome o
       WHERE contract_id = $1 AND claim_id = $2 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id) RETURNING claim_id`,
      [contractId, claimId, JSON.stringify(known), by, at, told ? JSON.stringify(told) : null],
    );
    await tx.query(`UPDATE outcome SET due_on = '-infinity' WHERE claim_id = ANY ($1::uuid[])`, [
      kept.map((row) => row.claim_id),
    ]);
    return kept.length > 0;
  }
}
