import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { OutcomesFinalisedV1, OutcomesReversedV1, type FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { STANDING, type Finding } from '@ringvirkning/outcomes-domain';
import { queryByKey, underScopes, type Tx } from '@ringvirkning/persistence';
import type { Fact } from '@ringvirkning/terms-language';

/** What a final outcome tells the other services. */
interface OutcomeRow {
  claim_id: string;
  participant_id: string;
  outcome: string;
  follow_up: string | null;
  achieved_on: LocalDate;
  quantity: string;
  cohort: string | null;
  group_code: string | null;
  paying_municipality: string | null;
  paid_share: string | null;
}

/** What a decision on a claim needs to know beside it. */
export interface Beside {
  /** Everything that stands claimed for its person, as the rules take it. */
  readonly facts: readonly Fact[];
  /** What it says to others when it becomes final. */
  readonly outcomeAt: (finalisedAt: Instant) => FinalisedOutcome;
  /** Whether the log was ever mended: nothing is given back in its first life. */
  readonly isMended: boolean;
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

  /** What is due in a contract, in the order it was claimed, held until the transaction ends. */
  async lockDue(tx: Tx, contractId: string, now: Instant, limit: number): Promise<DueClaim[]> {
    const rows = await tx.query<{ claim_id: string; participant_id: string }[]>(
      `SELECT claim_id, participant_id FROM claim WHERE contract_id = $1 AND status = 'verified' AND objection_ends_at <= $2 ORDER BY claim_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [contractId, now, limit],
    );
    return rows.map((row) => ({ claimId: row.claim_id, participantId: row.participant_id }));
  }

  /** Everything that stands claimed for these people, as the rules take it. */
  async factsOf(tx: Tx, participantIds: readonly string[]): Promise<Fact[]> {
    return (await tx.query<FactRow[]>(factsWhere('c.participant_id = ANY ($1)'), [participantIds])).map(toFact);
  }

  /** What a decision on one claim needs to know beside it, in one round trip; asked once it is held, so that what was done with its person until then is in it. */
  async beside(tx: Tx, claimId: string): Promise<Beside> {
    const [facts, [outcome], [log]] = await Promise.all([
      queryByKey<FactRow>(tx, FACTS_BESIDE, [claimId]),
      queryByKey<OutcomeRow>(tx, OUTCOME, [claimId]),
      queryByKey<{ epoch: number }>(tx, 'SELECT epoch FROM outbox_epoch', []),
    ]);
    return {
      facts: facts.map(toFact),
      outcomeAt: (finalisedAt) => toFinalised(outcome!, finalisedAt),
      isMended: log!.epoch > 1,
    };
  }

  /** The rule of `finalise` in the domain, for many claims in one statement; by the system, in the order they were made. */
  async finalise(tx: Tx, claimIds: readonly string[], now: Instant): Promise<FinalisedOutcome[]> {
    const rows = await tx.query<OutcomeRow[]>(
      `WITH done AS (UPDATE claim SET status = 'final', finalised_at = $2 WHERE claim_id = ANY ($1)
         RETURNING claim_id, contract_id, participant_id, outcome, follow_up, achieved_on, quantity, paying_municipality, paid_share),
       history AS (INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) SELECT contract_id, claim_id, 'finalised', $2, 'system', 'system' FROM done)
       SELECT ${OUTCOME_COLUMNS} FROM done c JOIN participant p USING (participant_id) ORDER BY c.claim_id`,
      [claimIds, now],
    );
    return rows.map((row) => toFinalised(row, now));
  }

  /** How many claims of a contract others know as final that are missing here, since the database was put back to an older backup and its log was mended. */
  async lost(tx: Tx, contractId: string): Promise<number> {
    const told = await tx.query<{ id: string }[]>(GIVEN_BACK, [contractId]);
    if (told.length === 0) return 0;
    const [row] = await underScopes(tx, '*', () =>
      tx.query<{ lost: number }[]>(
        'SELECT count(*)::int AS lost FROM unnest($1::uuid[]) AS t (id) WHERE NOT EXISTS (SELECT FROM claim WHERE claim_id = t.id)',
        [told.map(({ id }) => id)],
      ),
    );
    return row!.lost;
  }

  /** The rule of `sendBack` in the domain, each with what speaks against it. */
  async sendBack(
    tx: Tx,
    claims: readonly { readonly claimId: string; readonly finding: Finding }[],
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `WITH back AS (SELECT "claimId" AS claim_id, finding FROM json_to_recordset($1::json) AS b ("claimId" uuid, finding jsonb)),
       done AS (UPDATE claim c SET status = 'returned', findings = c.findings || back.finding FROM back WHERE c.claim_id = back.claim_id RETURNING c.claim_id, c.contract_id)
       INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) SELECT contract_id, claim_id, 'returned', $2, 'system', 'system' FROM done`,
      [JSON.stringify(claims), now],
    );
  }
}

export interface DueClaim {
  readonly claimId: string;
  readonly participantId: string;
}

export type FactRow = { readonly [field in keyof Fact]-?: string | null } & Pick<Fact, 'id' | 'outcome' | 'on'>;
export const toFact = ({ id, participant, outcome, followUp, on, quantity, cohort, group }: FactRow): Fact => ({
  id,
  outcome,
  on,
  participant: participant ?? undefined,
  followUp: followUp ?? undefined,
  quantity: quantity ?? undefined,
  cohort: cohort ?? undefined,
  group: group ?? undefined,
});

const factsWhere = (whose: string): string => `
  SELECT c.claim_id AS id, c.participant_id::text AS participant, c.outcome, c.follow_up AS "followUp", c.achieved_on::text AS on, c.quantity, p.cohort, p.group_code AS "group"
  FROM claim c JOIN participant p USING (participant_id) WHERE ${whose} AND c.status IN (${STANDING.map((status) => `'${status}'`).join(', ')})`;
const FACTS_BESIDE = factsWhere('c.participant_id = (SELECT participant_id FROM claim WHERE claim_id = $1)');

/** Claims that consumers gave back as final, and have not heard to be taken back. */
const GIVEN_BACK = `
  SELECT told->>'claimId' AS id FROM outbox o CROSS JOIN jsonb_array_elements(o.data->'outcomes') AS told
  WHERE o.given_back_by IS NOT NULL AND o.subject = '${OutcomesFinalisedV1.subject}' AND o.data->>'contractId' = $1
  EXCEPT SELECT taken->>'claimId' FROM outbox o CROSS JOIN jsonb_array_elements(o.data->'outcomes') AS taken
  WHERE o.given_back_by IS NOT NULL AND o.subject = '${OutcomesReversedV1.subject}' AND o.data->>'contractId' = $1`;

/** Of the claim `c` and its participant `p`. */
const OUTCOME_COLUMNS =
  'c.claim_id, participant_id, c.outcome, c.follow_up, c.achieved_on::text, c.quantity, p.cohort, p.group_code, c.paying_municipality, c.paid_share';
const OUTCOME = `SELECT ${OUTCOME_COLUMNS} FROM claim c JOIN participant p USING (participant_id) WHERE c.claim_id = $1`;

const toFinalised = (row: OutcomeRow, finalisedAt: Instant): FinalisedOutcome => ({
  claimId: row.claim_id,
  participantId: row.participant_id,
  outcome: row.outcome,
  followUp: row.follow_up ?? undefined,
  on: row.achieved_on,
  quantity: row.quantity,
  cohort: row.cohort ?? undefined,
  group: row.group_code ?? undefined,
  payingMunicipality: row.paying_municipality ?? undefined,
  paidShare: row.paid_share ?? undefined,
  finalisedAt,
});
