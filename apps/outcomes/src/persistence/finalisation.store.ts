import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';

/** What a final outcome tells the other services. */
export interface OutcomeRow {
  claim_id: string;
  participant_id: string;
  outcome: string;
  follow_up: string | null;
  achieved_on: LocalDate;
  quantity: string;
  cohort: string | null;
  group_code: string | null;
  paying_municipality: string | null;
}

@Injectable()
export class FinalisationStore {
  /** Contracts with a verified claim whose window has run. */
  async contractsDue(tx: Tx, now: Instant): Promise<string[]> {
    const rows = (await tx.query(
      `SELECT DISTINCT contract_id FROM claim WHERE status = 'verified' AND objection_ends_at <= $1`,
      [now],
    )) as { contract_id: string }[];
    return rows.map(({ contract_id }) => contract_id);
  }

  /** Holds the contract, unless somebody else does: then another round will come. */
  async tryLock(tx: Tx, contractId: string): Promise<boolean> {
    return (
      (
        (await tx.query('SELECT 1 FROM contract WHERE contract_id = $1 FOR NO KEY UPDATE SKIP LOCKED', [
          contractId,
        ])) as unknown[]
      ).length > 0
    );
  }

  /** The rule of `finalise` in the domain, for many claims in one statement; by the system, in the order they were made. */
  async finaliseDue(tx: Tx, contractId: string, now: Instant, limit: number): Promise<FinalisedOutcome[]> {
    const rows = (await tx.query(
      `WITH due AS (SELECT claim_id FROM claim WHERE contract_id = $1 AND status = 'verified' AND objection_ends_at <= $2 ORDER BY claim_id LIMIT $3 FOR UPDATE SKIP LOCKED),
       done AS (UPDATE claim c SET status = 'final', finalised_at = $2 FROM due WHERE c.claim_id = due.claim_id
         RETURNING c.claim_id, c.contract_id, c.participant_id, c.outcome, c.follow_up, c.achieved_on, c.quantity),
       history AS (INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) SELECT contract_id, claim_id, 'finalised', $2, 'system', 'system' FROM done)
       SELECT done.claim_id, participant_id, outcome, follow_up, achieved_on::text, quantity, ${OUTCOME_COLUMNS} FROM done JOIN participant p USING (participant_id) ORDER BY claim_id`,
      [contractId, now, limit],
    )) as OutcomeRow[];
    return rows.map((row) => toFinalised(row, now));
  }
}

/** Columns of the participant `p` that an {@link OutcomeRow} has beside those of the claim. */
export const OUTCOME_COLUMNS = 'p.cohort, p.group_code, p.paying_municipality';

export const toFinalised = (row: OutcomeRow, finalisedAt: Instant): FinalisedOutcome => ({
  claimId: row.claim_id,
  participantId: row.participant_id,
  outcome: row.outcome,
  followUp: row.follow_up ?? undefined,
  on: row.achieved_on,
  quantity: row.quantity,
  cohort: row.cohort ?? undefined,
  group: row.group_code ?? undefined,
  payingMunicipality: row.paying_municipality ?? undefined,
  finalisedAt,
});
