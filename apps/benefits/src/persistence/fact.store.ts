import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { queryByKey, type Tx } from '@ringvirkning/persistence';
import type { FinalOutcome } from '../purses/worth.js';
import { COLUMNS, followedBy, fromRow, type OutcomeRow } from './outcome-row.js';

export interface ToldFacts {
  readonly contractId: string;
  readonly claimId: string;
  readonly known: NonNullable<FinalOutcome['known']>;
  /** Undefined leaves what was told before. */
  readonly told: FinalOutcome['told'];
  readonly at: Instant;
  readonly by: string;
}

/** An outcome in force, with what is known of its person, whether the model asks or not. */
export interface OutcomeWithFact extends Pick<FinalOutcome, 'participantId' | 'outcome' | 'on' | 'followUp'> {
  /** Number of what was told last; null: nothing was. */
  readonly number: string | null;
  readonly known: NonNullable<FinalOutcome['known']>;
  readonly told: NonNullable<FinalOutcome['told']>;
  readonly followed: NonNullable<FinalOutcome['followed']>;
  readonly ended: NonNullable<FinalOutcome['ended']>;
}

/** What is known of the people behind outcomes, where the law asks, and whether their outcomes last. */
@Injectable()
export class FactStore {
  /** @returns undefined when the contract has no such outcome in force. */
  async of(tx: Tx, contractId: string, claimId: string): Promise<OutcomeWithFact | undefined> {
    const [row] = await queryByKey<OutcomeRow>(
      tx,
      `SELECT ${COLUMNS}, ${followedBy('ARRAY[o.outcome]')} FROM outcome o
       WHERE contract_id = $1 AND claim_id = $2 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId, claimId],
    );
    if (!row) return undefined;
    const { known = {}, told = {}, followed = [], ended = {}, ...outcome } = fromRow(row);
    return { ...outcome, known, told, followed, ended, number: row.fact?.id ?? null };
  }

  /** Keeps what is known of the person behind an outcome in force, and makes it due for a new valuation. */
  async tell(tx: Tx, { contractId, claimId, known, told, at, by }: ToldFacts): Promise<void> {
    await tx.query(
      `INSERT INTO outcome_fact (contract_id, claim_id, known, follow_ups, told_by, told_at)
       VALUES ($1, $2, $3, coalesce($6, (SELECT f.follow_ups FROM outcome_fact f WHERE f.claim_id = $2 ORDER BY f.fact_id DESC LIMIT 1)), $4, $5)`,
      [contractId, claimId, JSON.stringify(known), by, at, told ? JSON.stringify(told) : null],
    );
    await tx.query(`UPDATE outcome SET due_on = '-infinity' WHERE claim_id = $1`, [claimId]);
  }
}
