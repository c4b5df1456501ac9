import { Injectable } from '@nestjs/common';
import { instant, localDate, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { TASKS_COUNTED, type Task } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { waitsForAttestation, waitsForVerification, type Waiting } from './turns.js';

/** Which tasks are asked for, and who asks. */
export interface WorkQuery {
  readonly subject: string;
  readonly organisation: string;
  readonly limit: number;
}

export interface Work {
  /** At most `TASKS_COUNTED`; whether there are `more`. */
  readonly count: number;
  readonly more: boolean;
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
  key: string | null;
  outcome: string;
  follow_up: string | null;
  achieved_on: string | null;
  due_on: string | null;
  since: Date | null;
  note: string | null;
  total: number;
}

/** Tasks of a kind: rows of `from`, and what is told of each; the oldest come first, by `since` and `after`, which an index has. */
interface Place {
  readonly withContracts?: string;
  readonly told: string;
  readonly from: string;
  readonly since: string;
  readonly after: string;
}

const ABOUT = 'k.contract_id, k.ref AS contract_ref, k.title AS contract_title';
const CLAIM = `${ABOUT}, c.participant_id, c.claim_id, NULL::uuid AS objection_id, c.outcome, c.follow_up, c.achieved_on::text, NULL::text AS due_on`;
const FROM_CLAIM = 'FROM claim c JOIN contract k USING (contract_id)';

const waiting = ({ withContracts, condition }: Waiting, since: string): Place => ({
  withContracts,
  told: `${CLAIM}, ${since} AS since, NULL AS note`,
  from: `${FROM_CLAIM} WHERE ${condition}`,
  since: 'c.waiting_since',
  after: 'c.participant_id, c.claim_id',
});

const FOLLOW_UP = { ofKind: 'follow-up', followUp: 'd.about' };
/** What is kept in `due` of these tasks, and where it says at which follow-up or month. */
const DUE = {
  'follow-up-due': FOLLOW_UP,
  'follow-up-overdue': FOLLOW_UP,
  'measurement-due': { ofKind: 'measurement', followUp: `split_part(d.about, ' ', 2)` },
} as const;

@Injectable()
export class WorkListStore {
  /** Claims that wait for attestation, except one's own. */
  toAttest(tx: Tx, query: WorkQuery): Promise<Work> {
    return list(tx, 'attest', waiting(waitsForAttestation('$2', '$1'), 'c.claimed_at'), query);
  }

  /** Attested claims that the caller has no part in; where the contract agreed on a sample, those that it drew. */
  toVerify(tx: Tx, query: WorkQuery): Promise<Work> {
    const attestedAt = `(SELECT max(f.at) FROM claim_fact f WHERE f.claim_id = c.claim_id AND f.type = 'attested')`;
    return list(tx, 'verify', waiting(waitsForVerification('$2', '$1'), attestedAt), query);
  }

  /** Open objections to claims that the caller has no part in. */
  toDecide(tx: Tx, query: WorkQuery): Promise<Work> {
    const place = {
      told: `${ABOUT}, c.participant_id, c.claim_id, o.objection_id, c.outcome, c.follow_up, c.achieved_on::text, NULL::text AS due_on, o.raised_at AS since, o.reason AS note`,
      from: `${FROM_CLAIM} JOIN objection o USING (claim_id)
        WHERE c.status = 'disputed' AND o.decision IS NULL AND $1 NOT IN (o.raised_by, c.claimant, coalesce(c.attester, '')) AND $2 <> ''`,
      since: 'o.raised_at',
      after: 'c.participant_id, c.claim_id',
    };
    return list(tx, 'decide-objection', place, query);
  }

  /** Claims of the caller's organisation that came back, and that nothing standing has replaced. */
  returned(tx: Tx, query: WorkQuery): Promise<Work> {
    const place = {
      told: `${CLAIM}, f.at AS since, f.note`,
      from: `${FROM_CLAIM} JOIN due d ON d.about = c.claim_id::text AND d.participant_id = c.participant_id
        JOIN claim_fact f ON f.claim_id = c.claim_id AND f.type = c.status
        WHERE d.organisation = $2 AND d.kind IN ('returned', 'rejected') AND $1 <> ''`,
      since: 'f.at',
      after: 'c.participant_id, c.claim_id',
    };
    return list(tx, 'returned', place, query);
  }

  /** Open follow-ups, or measurements for the dialogue, whose day lies in [from, to]. */
  due(
    tx: Tx,
    kind: 'follow-up-due' | 'follow-up-overdue' | 'measurement-due',
    from: LocalDate,
    to: LocalDate,
    query: WorkQuery,
  ): Promise<Work> {
    const { ofKind, followUp } = DUE[kind];
    const place = {
      told: `${ABOUT}, d.participant_id, NULL::uuid AS claim_id, NULL::uuid AS objection_id, outcome, ${followUp} AS follow_up, NULL::text AS achieved_on, d.due_on::text, NULL::timestamptz AS since, NULL AS note`,
      from: `FROM due d CROSS JOIN LATERAL unnest(d.outcomes) outcome JOIN contract k USING (contract_id)
        WHERE d.organisation = $2 AND d.kind = '${ofKind}' AND d.due_on BETWEEN $4 AND $5 AND $1 <> ''`,
      since: 'd.due_on',
      after: 'd.participant_id',
    };
    return list(tx, kind, place, query, [from, to]);
  }
}

/** A walk along the index for what is told, and another as far as is counted. */
async function list(
  tx: Tx,
  kind: Task['kind'],
  { withContracts = '', told, from, since, after }: Place,
  { subject, organisation, limit }: WorkQuery,
  more: readonly string[] = [],
): Promise<Work> {
  const rows = await tx.query<TaskRow[]>(
    `${withContracts} SELECT w.*, p.pseudonym, p.key, (SELECT count(*)::int FROM (SELECT 1 ${from} LIMIT ${TASKS_COUNTED + 1}) AS counted) AS total
     FROM (SELECT ${told}, ${since} AS place ${from} ORDER BY ${since}, ${after} LIMIT greatest($3::int, 1)) w
     -- One by one: joined, all people there are would be read.
     CROSS JOIN LATERAL (SELECT pseudonym, CASE WHEN enrolled_organisation = $2 THEN external_key END AS key FROM participant o WHERE o.participant_id = w.participant_id OFFSET 0) p
     ORDER BY w.place, w.participant_id, w.claim_id`,
    [subject, organisation, limit, ...more],
  );
  // At least one row is read, since the count comes with it.
  const total = rows[0]?.total ?? 0;
  return {
    count: Math.min(total, TASKS_COUNTED),
    more: total > TASKS_COUNTED,
    tasks: rows.slice(0, limit).map((row) => toTask(kind, row)),
  };
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
  key: row.key,
  outcome: row.outcome,
  followUp: row.follow_up,
  on: row.achieved_on === null ? undefined : localDate(row.achieved_on),
  dueOn: row.due_on === null ? undefined : localDate(row.due_on),
  since: row.since === null ? undefined : (instant(row.since.toISOString()) satisfies Instant),
  note: row.note ?? undefined,
});
