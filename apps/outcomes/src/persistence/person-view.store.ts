import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import type { PEOPLE_STATES } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { NAME_AT_THE_TIME } from './acting-name.js';
import { droppedOutBefore, DUE_ON, MEANT_FOR } from './follow-ups.js';
import {
  FIRST_REFERRED,
  PARTICIPANT_COLUMNS,
  toParticipant,
  type Participant,
  type ParticipantRow,
} from './participant.store.js';

export interface PeopleFilter {
  /** The beginning of a pseudonym. */
  readonly search?: string | undefined;
  /** A part of a pseudonym, or of a key that the organisation gave. */
  readonly text?: { readonly of: string; readonly organisation: string } | undefined;
  readonly group?: string | undefined;
  readonly cohort?: string | undefined;
  readonly state?: (typeof PEOPLE_STATES)[number] | undefined;
}

export interface NextFollowUp {
  readonly outcome: string;
  readonly followUp: string;
  readonly dueOn: LocalDate;
}

export interface ListedPerson extends Participant {
  readonly nextFollowUp: NextFollowUp | null;
}

type ListedRow = ParticipantRow & { readonly next: NextFollowUp | null };

export interface FollowUpRow {
  outcome: string;
  follow_up: string;
  due_on: LocalDate;
  state: 'later' | 'due' | 'claimed' | 'reached' | 'not-reached' | 'no-answer' | 'dropped-out';
}

export interface PersonFactRow {
  at: Date;
  type: string;
  subject: string;
  name: string | null;
  on_day: LocalDate | null;
  code: string | null;
  claim_id: string | null;
  outcome: string | null;
  follow_up: string | null;
  was: string | null;
  now: string | null;
}

/** People with their next follow-up. */
const LISTED = `SELECT ${PARTICIPANT_COLUMNS}, n.next FROM participant p LEFT JOIN LATERAL (
    SELECT json_build_object('outcome', f.outcome, 'followUp', f.follow_up, 'dueOn', f.due_on) AS next
    FROM open_follow_up f WHERE f.participant_id = p.participant_id ORDER BY f.due_on, f.position LIMIT 1) n ON true
  WHERE p.contract_id = $1`;

/** A partner has an objection to what it was told last of the person. */
const MOVE_REFUSED = `EXISTS (SELECT FROM move_told m JOIN move_told_refusal USING (message_id) WHERE m.participant_id = p.participant_id
  AND NOT EXISTS (SELECT FROM move_told l WHERE l.participant_id = m.participant_id AND l.member = m.member AND l.message_id > m.message_id))`;

/** $1 contract, then what `fitting` gives. */
const FITS = `($2::text IS NULL OR starts_with(p.pseudonym, upper($2))) AND ($3::text IS NULL OR p.group_code = $3) AND ($4::text IS NULL OR p.cohort = $4)
  AND ($5::text IS NULL OR CASE $5 WHEN 'move-refused' THEN ${MOVE_REFUSED} ELSE (p.left_on IS NOT NULL) = ($5 = 'left') END)
  AND ($6::text IS NULL OR strpos(p.pseudonym, upper($6)) > 0 OR (p.enrolled_organisation = $7 AND strpos(lower(p.external_key), lower($6)) > 0))`;
const fitting = (contractId: string, { search, text, group, cohort, state }: PeopleFilter): unknown[] => [
  contractId,
  search ?? null,
  group ?? null,
  cohort ?? null,
  state ?? null,
  text?.of ?? null,
  text?.organisation ?? null,
];

/** People for reading. */
@Injectable()
export class PersonViewStore {
  async page(
    tx: Tx,
    contractId: string,
    filter: PeopleFilter,
    limit: number,
    afterId: string | undefined,
  ): Promise<ListedPerson[]> {
    const rows = await tx.query<ListedRow[]>(
      `${LISTED} AND ${FITS} AND ($8::uuid IS NULL OR p.participant_id > $8) ORDER BY p.participant_id LIMIT $9`,
      [...fitting(contractId, filter), afterId ?? null, limit],
    );
    return rows.map(toListed);
  }

  /** How many people fit, and how many there are. */
  async counts(tx: Tx, contractId: string, filter: PeopleFilter): Promise<{ count: number; all: number }> {
    const [row] = await tx.query<{ count: number; all: number }[]>(
      `SELECT count(*) FILTER (WHERE ${FITS})::int AS count, count(*)::int AS all FROM participant p WHERE p.contract_id = $1`,
      fitting(contractId, filter),
    );
    return row!;
  }

  async one(tx: Tx, { contractId, participantId }: Participant): Promise<ListedPerson> {
    const [row] = await tx.query<ListedRow[]>(`${LISTED} AND p.participant_id = $2`, [contractId, participantId]);
    return toListed(row!);
  }

  /** Each follow-up that is expected of the person, with how it stands. */
  async followUpsOf(tx: Tx, { contractId, participantId }: Participant, today: LocalDate): Promise<FollowUpRow[]> {
    return tx.query<FollowUpRow[]>(
      `SELECT s.outcome, s.follow_up, d.due_on::text, CASE
         WHEN EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up AND c.status = 'final') THEN 'reached'
         WHEN EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up
           AND c.status IN ('claimed', 'attested', 'verified', 'disputed')) THEN 'claimed'
         WHEN f.closing IS NOT NULL THEN f.closing
         WHEN ${droppedOutBefore('d.due_on')} THEN 'dropped-out'
         WHEN d.due_on <= $3 THEN 'due' ELSE 'later' END AS state
       FROM step s JOIN participant p ON p.contract_id = s.contract_id AND ${MEANT_FOR}
       CROSS JOIN LATERAL (SELECT ${DUE_ON} AS due_on) d
       LEFT JOIN follow_up_closing f ON f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up
       WHERE s.contract_id = $1 AND s.follow_up <> '' AND s.is_expected AND p.participant_id = $2 AND d.due_on BETWEEN s.period_from AND s.period_to ORDER BY d.due_on, s.position`,
      [contractId, participantId, today],
    );
  }

  /** Everything that was done, from referral to now, with who did it. */
  async historyOf(tx: Tx, { participantId }: Participant): Promise<PersonFactRow[]> {
    return tx.query<PersonFactRow[]>(
      `SELECT f.at, f.type, f.subject, ${NAME_AT_THE_TIME} AS name, f.on_day::text, f.code, f.claim_id, f.outcome, f.follow_up, f.was, f.now FROM (
         SELECT contract_id, enrolled_at AS at, 'enrolled' AS type, enrolled_by AS subject, ${FIRST_REFERRED} AS on_day, NULL AS code, NULL::uuid AS claim_id, NULL AS outcome, NULL AS follow_up, NULL AS was, NULL AS now, 0 AS id
         FROM participant WHERE participant_id = $1
         UNION ALL SELECT contract_id, erased_at, 'erased', erased_by, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM participant WHERE participant_id = $1 AND erased_at IS NOT NULL
         UNION ALL SELECT contract_id, at, type, subject, on_day, code, NULL, outcome, follow_up, was, now, id FROM participant_fact WHERE participant_id = $1
         UNION ALL SELECT c.contract_id, cf.at, cf.type, cf.subject, c.achieved_on, NULL, c.claim_id, c.outcome, c.follow_up, NULL, NULL, cf.id
         FROM claim c JOIN claim_fact cf USING (claim_id) WHERE c.participant_id = $1) f ORDER BY f.at, f.id`,
      [participantId],
    );
  }
}

const toListed = ({ next, ...row }: ListedRow): ListedPerson => ({ ...toParticipant(row), nextFollowUp: next });
