import { Injectable } from '@nestjs/common';
import { instant, type LocalDate } from '@ringvirkning/kernel';
import type { AuditedAct } from '@ringvirkning/outcomes-api';
import type { PaymentAuthorised } from '@ringvirkning/payments-api';
import { hideCpr } from '@ringvirkning/reading';
import type { Tx } from '@ringvirkning/persistence';
import { READING_OR_ACTING_NAME } from './acting-name.js';
import type { ClaimRow } from './claim.row.js';
import { FIRST_REFERRED } from './participant.store.js';

interface ActRow {
  at: Date;
  kind: AuditedAct['kind'];
  type: string;
  subject: string;
  name: string | null;
  organisation: string | null;
  on_day: LocalDate | null;
  about: string | null;
  was: string | null;
  now: string | null;
  note: string | null;
}

/** Who looked is told of this many looks, the newest; everything that was done is told. */
const MOST_LOOKS = 5_000;

/** $1 claim, $2 participant, $3 contract, $4 digests of its evidence, now and before corrections. */
const ACTS = `
  SELECT contract_id, enrolled_at AS at, 1 AS part, 0::bigint AS id, 'person' AS kind, 'enrolled' AS type, enrolled_by AS subject, enrolled_organisation AS organisation, ${FIRST_REFERRED} AS on_day, NULL AS about, NULL AS was, NULL AS now, NULL AS note
    FROM participant WHERE participant_id = $2
  UNION ALL SELECT contract_id, erased_at, 1, 1, 'person', 'erased', erased_by, NULL, NULL, NULL, NULL, NULL, NULL FROM participant WHERE participant_id = $2 AND erased_at IS NOT NULL
  UNION ALL SELECT contract_id, at, 2, id, 'person', CASE WHEN type = 'follow-up-closed' AND code IS NULL THEN 'follow-up-opened' ELSE type END, subject, organisation, on_day, code, was, now, NULL FROM participant_fact WHERE participant_id = $2
  UNION ALL SELECT contract_id, recorded_at, 3, 0, 'evidence', source, recorded_by, NULL, NULL, digest, NULL, NULL, NULL FROM evidence WHERE contract_id = $3 AND digest = ANY ($4)
  UNION ALL SELECT contract_id, at, 4, id, 'claim', type, subject, organisation, NULL, NULL, NULL, NULL, note FROM claim_fact WHERE claim_id = $1
  UNION ALL SELECT s.contract_id, s.at, 5, s.id, 'sample', s.type, s.subject, s.organisation, NULL, s.sample_id::text, NULL, NULL, NULL
    FROM sample_fact s JOIN sample_unit u USING (sample_id) WHERE u.claim_id = $1
  UNION ALL SELECT r.contract_id, r.authorised_at, 6, r.no, 'payment', 'authorised', 'payments', NULL, r.cut_off, r.no || ' ' || r.run_id, NULL, NULL, NULL
    FROM authorised_run r JOIN claim c USING (contract_id) WHERE c.claim_id = $1 AND c.finalised_at <= r.authorised_at AND c.achieved_on <= r.cut_off
  UNION ALL SELECT * FROM (SELECT contract_id, at, 7, id, 'look', what, subject, organisation, NULL::date, NULL, NULL, NULL, NULL
    FROM access_record WHERE contract_id = $3 AND participants @> ARRAY[$2::text] ORDER BY id DESC LIMIT ${MOST_LOOKS}) looks`;

@Injectable()
export class ClaimAuditStore {
  /** Everything that was done with a claim, its person and its evidence, oldest first. What is done at one moment stands in the order of a claim's life. */
  async actsOf(
    tx: Tx,
    { claim_id, participant_id, contract_id }: ClaimRow,
    digests: readonly string[],
  ): Promise<AuditedAct[]> {
    const rows = await tx.query<ActRow[]>(
      `SELECT f.at, f.kind, f.type, f.subject, ${READING_OR_ACTING_NAME} AS name, f.organisation, f.on_day::text, f.about, f.was, f.now, f.note FROM (${ACTS}) f ORDER BY f.at, f.part, f.id`,
      [claim_id, participant_id, contract_id, digests],
    );
    return rows.map(toAct);
  }

  async paidShareOf(tx: Tx, claimId: string): Promise<string | null> {
    const [row] = await tx.query<{ paid_share: string | null }[]>('SELECT paid_share FROM claim WHERE claim_id = $1', [
      claimId,
    ]);
    return row!.paid_share;
  }

  /** A run that was told of; told again it is the same. */
  async addRun(tx: Tx, { runId, contractId, no, cutOff, authorisedAt }: PaymentAuthorised): Promise<void> {
    await tx.query(
      'INSERT INTO authorised_run (run_id, contract_id, no, cut_off, authorised_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [runId, contractId, no, cutOff, authorisedAt],
    );
  }
}

const toAct = ({ at, kind, type, subject, name, organisation, on_day, about, was, now, note }: ActRow): AuditedAct => ({
  at: instant(at.toISOString()),
  kind,
  type,
  by: subject,
  ...(name === null ? {} : { byName: name }),
  ...(organisation === null ? {} : { organisation }),
  ...(on_day === null ? {} : { on: on_day }),
  ...(about === null ? {} : { about }),
  ...(was === null ? {} : { was }),
  ...(now === null ? {} : { now }),
  ...(note === null ? {} : { note: hideCpr(note) }),
});
