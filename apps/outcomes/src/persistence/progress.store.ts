import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { withoutWaiting, type Tx } from '@ringvirkning/persistence';
import { joiningRowByRow, STEP_BANDS } from './step-bands.js';

export interface StepRow {
  outcome: string;
  follow_up: string;
  title: { da: string; en: string };
  payment: boolean;
  planned: number | null;
  claimed: number;
  final: number;
}

export interface SampleRow {
  outcome: string;
  follow_up: string;
  group_code: string;
  reached: number;
  not_reached: number;
  awaiting: number;
  not_due: number;
}

export interface PersonRow {
  outcome: string;
  follow_up: string;
  group_code: string;
  participant_id: string;
  reached: boolean;
  /** In which it was reached; null when it was not. */
  year: number | null;
}

export interface ClaimOfStepRow {
  outcome: string;
  follow_up: string;
  claim_id: string;
  participant_id: string;
  group_code: string;
  year: number;
}

/** SQL: how many people stand where. */
export const BANDS_COUNTED = `count(*) FILTER (WHERE band = 'reached')::int AS reached, count(*) FILTER (WHERE band = 'not-reached')::int AS not_reached,
  count(*) FILTER (WHERE band = 'awaiting')::int AS awaiting, count(*) FILTER (WHERE band = 'not-due')::int AS not_due`;

const CLAIMS = `SELECT c.outcome, coalesce(c.follow_up, '') AS follow_up, c.claim_id, c.participant_id, coalesce(p.group_code, '') AS group_code, extract(year FROM c.achieved_on)::int AS year
  FROM claim c JOIN participant p USING (contract_id, participant_id)`;

@Injectable()
export class ProgressStore {
  /** The contract's steps in its own order, with the number of claims that stand and that are final. */
  async steps(tx: Tx, contractId: string): Promise<StepRow[]> {
    return (await tx.query(
      `SELECT s.outcome, s.follow_up, s.title, s.payment, s.planned, coalesce(c.claimed, 0) AS claimed, coalesce(c.final, 0) AS final
       FROM contract_step s LEFT JOIN (
         SELECT outcome, coalesce(follow_up, '') AS follow_up, count(*) FILTER (WHERE status IN ('claimed', 'attested', 'verified', 'disputed', 'final'))::int AS claimed, count(*) FILTER (WHERE status = 'final')::int AS final
         FROM claim WHERE contract_id = $1 GROUP BY 1, 2) c USING (outcome, follow_up)
       WHERE s.contract_id = $1 ORDER BY s.position`,
      [contractId],
    )) as StepRow[];
  }

  /** Per step and group: where its people stand on a day, everyone referred, also those who left. */
  async samples(tx: Tx, contractId: string, today: LocalDate): Promise<SampleRow[]> {
    return this.ofEverybody<SampleRow>(
      tx,
      `SELECT outcome, follow_up, group_code, ${BANDS_COUNTED} FROM (${STEP_BANDS}) b GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [[contractId], today],
    );
  }

  /** Who has reached each step by a day, and who has not: those of whom neither is known yet are no part of it. */
  async people(tx: Tx, contractId: string, day: LocalDate): Promise<PersonRow[]> {
    return this.ofEverybody<PersonRow>(
      tx,
      `SELECT outcome, follow_up, group_code, participant_id, band = 'reached' AS reached, CASE WHEN band = 'reached' THEN extract(year FROM reached_on)::int END AS year FROM (${STEP_BANDS}) b WHERE band IN ('reached', 'not-reached')`,
      [[contractId], day],
    );
  }

  private async ofEverybody<Row>(tx: Tx, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    withoutWaiting(tx, tx.query(joiningRowByRow('off')));
    const rows = await tx.query<Row[]>(sql, parameters);
    withoutWaiting(tx, tx.query(joiningRowByRow('on')));
    return rows;
  }

  /** Final claims of the contract's steps, achieved by a day. */
  async finalClaims(tx: Tx, contractId: string, day: LocalDate): Promise<ClaimOfStepRow[]> {
    return tx.query<ClaimOfStepRow[]>(
      `${CLAIMS} WHERE c.contract_id = $1 AND c.status = 'final' AND c.achieved_on <= $2`,
      [contractId, day],
    );
  }

  /** Claims by their ids, whatever became of them. */
  async claims(tx: Tx, claimIds: readonly string[]): Promise<ClaimOfStepRow[]> {
    return tx.query<ClaimOfStepRow[]>(`${CLAIMS} WHERE c.claim_id = ANY ($1::uuid[])`, [claimIds]);
  }

  async everybody(tx: Tx, contractId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT participant_id AS id FROM participant WHERE contract_id = $1',
      [contractId],
    );
    return rows.map(({ id }) => id);
  }
}
