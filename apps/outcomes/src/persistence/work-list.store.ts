import { Injectable } from '@nestjs/common';
import { instant, localDate, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { Task } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';

/** Which tasks are asked for, and who asks. */
export interface WorkQuery {
  readonly subject: string;
  readonly organisation: string;
  readonly limit: number;
}

export interface Work {
  readonly count: number;
  readonly tasks: readonly Task[];
}

interface TaskRow {
  contract_id: string;
  contract_ref: string;
  contract_title: string;
  claim_id: string | null;
  objection_id: string | null;
  participant_id: string;
  pseudonym: string;
  outcome: string;
  follow_up: string | null;
  achieved_on: string | null;
  due_on: string | null;
  since: Date | null;
  note: string | null;
  total: number;
}

const ABOUT = 'k.contract_id, k.ref AS contract_ref, k.title AS contract_title, p.participant_id, p.pseudonym';
const CLAIM = `${ABOUT}, c.claim_id, NULL::uuid AS objection_id, c.outcome, c.follow_up, c.achieved_on::text, NULL::text AS due_on`;
const FROM_CLAIM = 'FROM claim c JOIN contract k USING (contract_id) JOIN participant p USING (participant_id)';
/** Whether the caller's organisation has the role that the terms give a step to. */
const OUR_STEP = (step: 'attestBy' | 'verifyBy'): string =>
  `EXISTS (SELECT 1 FROM jsonb_array_elements(k.terms->'parties') party WHERE party->>'organisation' = $2 AND party->'roles' ? (k.terms->'claims'->>'${step}'))`;
const STANDING = `('claimed', 'attested', 'verified', 'disputed', 'final')`;

@Injectable()
export class WorkListStore {
  /** Claims that wait for attestation, except one's own. */
  toAttest(tx: Tx, query: WorkQuery): Promise<Work> {
    return this.list(
      tx,
      'attest',
      `SELECT ${CLAIM}, c.claimed_at AS since, NULL AS note ${FROM_CLAIM} WHERE c.status = 'claimed' AND c.claimant <> $1 AND ${OUR_STEP('attestBy')}`,
      'claim_id',
      query,
    );
  }

  /** Attested claims that the caller has no part in; where the contract agreed on a sample, those that it drew. */
  toVerify(tx: Tx, query: WorkQuery): Promise<Work> {
    const attestedAt = `(SELECT max(f.at) FROM claim_fact f WHERE f.claim_id = c.claim_id AND f.type = 'attested')`;
    const mine = `c.claimant <> $1 AND c.attester <> $1 AND ${OUR_STEP('verifyBy')} AND (c.sample_place = 'selected' OR NOT k.verification ? 'sample')`;
    return this.list(
      tx,
      'verify',
      `SELECT ${CLAIM}, ${attestedAt} AS since, NULL AS note ${FROM_CLAIM} WHERE c.status = 'attested' AND ${mine}`,
      'claim_id',
      query,
    );
  }

  /** Open objections to claims that the caller has no part in. */
  toDecide(tx: Tx, query: WorkQuery): Promise<Work> {
    return this.list(
      tx,
      'decide-objection',
      `SELECT ${ABOUT}, c.claim_id, o.objection_id, c.outcome, c.follow_up, c.achieved_on::text, NULL::text AS due_on, o.raised_at AS since, o.reason AS note
       ${FROM_CLAIM} JOIN objection o USING (claim_id)
       WHERE c.status = 'disputed' AND o.decision IS NULL AND $1 NOT IN (o.raised_by, c.claimant, coalesce(c.attester, '')) AND $2 <> ''`,
      'since',
      query,
    );
  }

  /** Claims of the caller's organisation that came back, and that nothing standing has replaced. */
  returned(tx: Tx, query: WorkQuery): Promise<Work> {
    return this.list(
      tx,
      'returned',
      `SELECT ${CLAIM}, f.at AS since, f.note ${FROM_CLAIM} JOIN claim_fact f ON f.claim_id = c.claim_id AND f.type = c.status
       WHERE c.status IN ('returned', 'rejected') AND c.claimant_organisation = $2 AND $1 <> '' AND NOT EXISTS (
         SELECT 1 FROM claim o WHERE o.participant_id = c.participant_id AND o.claim_key = c.claim_key AND o.status IN ${STANDING})`,
      'since',
      query,
    );
  }

  /** Open follow-ups whose day lies in [from, to]. */
  followUps(
    tx: Tx,
    kind: 'follow-up-due' | 'follow-up-overdue',
    from: LocalDate,
    to: LocalDate,
    query: WorkQuery,
  ): Promise<Work> {
    return this.list(
      tx,
      kind,
      `SELECT ${ABOUT}, NULL::uuid AS claim_id, NULL::uuid AS objection_id, d.outcome, d.follow_up, NULL::text AS achieved_on, d.due_on::text, NULL::timestamptz AS since, NULL AS note
       FROM due d JOIN contract k USING (contract_id) JOIN participant p USING (participant_id)
       WHERE d.organisation = $2 AND d.kind = 'follow-up' AND d.due_on BETWEEN $4 AND $5 AND $1 <> ''`,
      'due_on',
      query,
      [from, to],
    );
  }

  private async list(
    tx: Tx,
    kind: Task['kind'],
    select: string,
    order: string,
    { subject, organisation, limit }: WorkQuery,
    more: readonly string[] = [],
  ): Promise<Work> {
    const rows = (await tx.query(
      `WITH work AS MATERIALIZED (${select}) SELECT *, (SELECT count(*)::int FROM work) AS total FROM work ORDER BY ${order}, participant_id LIMIT greatest($3::int, 1)`,
      [subject, organisation, limit, ...more],
    )) as TaskRow[];
    // At least one row is read, since the count comes with it.
    return { count: rows[0]?.total ?? 0, tasks: rows.slice(0, limit).map((row) => toTask(kind, row)) };
  }
}

const toTask = (kind: Task['kind'], row: TaskRow): Task => ({
  kind,
  contractId: row.contract_id,
  contractRef: row.contract_ref,
  contractTitle: row.contract_title,
  claimId: row.claim_id ?? undefined,
  objectionId: row.objection_id ?? undefined,
  participantId: row.participant_id,
  pseudonym: row.pseudonym,
  outcome: row.outcome,
  followUp: row.follow_up,
  on: row.achieved_on === null ? undefined : localDate(row.achieved_on),
  dueOn: row.due_on === null ? undefined : localDate(row.due_on),
  since: row.since === null ? undefined : (instant(row.since.toISOString()) satisfies Instant),
  note: row.note ?? undefined,
});
