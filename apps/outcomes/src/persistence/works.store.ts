import { Injectable } from '@nestjs/common';
import type { Sentence, LocalDate } from '@ringvirkning/kernel';
import type { PlannedCohort } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { ContractRules } from './contract.store.js';

export interface WorksContract {
  readonly contractId: string;
  readonly ref: string;
  readonly title: string;
  readonly parties: ContractRules['parties'];
  readonly lastDay: LocalDate;
  /** When it was settled for good; null while it is in force. */
  readonly endedOn: LocalDate | null;
}

/** Contracts of which the reader sees figures as they are, and those of which they see what is published. */
export interface Readable {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

export interface WorksStepRow {
  outcomeId: string;
  intervention: Sentence;
  title: Sentence;
  followUp: Sentence | null;
  group: Sentence | null;
  payment: boolean;
  planned: number | null;
  contracts: number;
  reached: number | null;
  not_reached: number | null;
  awaiting: number | null;
  not_due: number | null;
  behind: boolean;
}

export interface MonthRow {
  intervention: Sentence;
  title: Sentence;
  isTold: boolean;
  group: Sentence | null;
  month: number | null;
  reached: number;
  followed: number;
}

export interface IntakeRow {
  contractId: string;
  cohorts: PlannedCohort[];
  months: { month: LocalDate; people: number }[];
  told: { day: LocalDate; people: number | null; behind: boolean } | null;
}

/** The same words are the same thing, whichever contract says them. */
const OUTCOME_ID = `md5(w.intervention::text || s.title::text)`;
/** Everybody is null; who is in no group has a name without letters. */
const GROUP = `CASE c.group_code WHEN '*' THEN NULL WHEN '' THEN '{"da": "", "en": ""}'::jsonb
  ELSE coalesce((SELECT g->'name' FROM jsonb_array_elements(w.groups) g WHERE g->>'code' = c.group_code), jsonb_build_object('da', c.group_code, 'en', c.group_code)) END`;
const IN_GROUPS = `(c.group_code <> '' OR w.groups <> '[]')`;
/** A sum of which nothing is lacking. */
const whole = (column: string): string => `CASE WHEN count(c.${column}) = count(*) THEN sum(c.${column})::int END`;
/** Steps as the reader may see them: $1 as they are, $2 as they were told, or not told yet. */
const SEEN = `SELECT * FROM works_step WHERE NOT told AND contract_id = ANY ($1::uuid[])
  UNION ALL SELECT * FROM works_step WHERE told AND contract_id = ANY ($2::uuid[])
  UNION ALL SELECT contract_id, true, outcome, follow_up, '*', NULL, NULL, NULL, NULL, true FROM contract_step s WHERE contract_id = ANY ($2::uuid[])
    AND NOT EXISTS (SELECT FROM works_step o WHERE o.told AND (o.contract_id, o.outcome, o.follow_up) = (s.contract_id, s.outcome, s.follow_up))`;

/** What works, read from the figures that are kept. */
@Injectable()
export class WorksStore {
  async contracts(tx: Tx, contractId: string | undefined): Promise<WorksContract[]> {
    return tx.query<WorksContract[]>(
      `SELECT contract_id AS "contractId", ref, title, parties, terms->'period'->>'to' AS "lastDay", ended_on::text AS "endedOn" FROM contract WHERE $1::uuid IS NULL OR contract_id = $1 ORDER BY ref`,
      [contractId ?? null],
    );
  }

  async steps(tx: Tx, { inside, outside }: Readable): Promise<WorksStepRow[]> {
    return tx.query<WorksStepRow[]>(
      `SELECT ${OUTCOME_ID} AS "outcomeId", w.intervention, s.title, s.follow_up_name AS "followUp", ${GROUP} AS "group", bool_or(s.payment) AS payment,
         CASE WHEN bool_and(c.group_code = '*') THEN sum(s.planned)::int END AS planned, count(*)::int AS contracts,
         sum(c.reached)::int AS reached, sum(c.not_reached)::int AS not_reached, ${whole('awaiting')} AS awaiting, ${whole('not_due')} AS not_due, bool_or(c.behind OR c.reached IS NULL) AS behind
       FROM (${SEEN}) c JOIN contract_step s USING (contract_id, outcome, follow_up) JOIN works_contract w USING (contract_id)
       WHERE ${IN_GROUPS} GROUP BY 1, 2, 3, 4, 5 ORDER BY w.intervention->>'da', min(s.position), min(s.due_after), 5 NULLS FIRST`,
      [inside, outside],
    );
  }

  /** Of an outcome, by month since the start; a row without month tells that there is one. */
  async months(tx: Tx, { inside, outside }: Readable, outcomeId: string): Promise<MonthRow[]> {
    return tx.query<MonthRow[]>(
      `WITH s AS (SELECT DISTINCT s.contract_id, s.outcome, s.title FROM contract_step s JOIN works_contract w USING (contract_id)
         WHERE s.contract_id = ANY ($1::uuid[] || $2::uuid[]) AND ${OUTCOME_ID} = $3)
       SELECT w.intervention, s.title, s.contract_id = ANY ($2::uuid[]) AS "isTold", ${GROUP} AS "group", c.month, coalesce(sum(c.reached), 0)::int AS reached, coalesce(sum(c.followed), 0)::int AS followed
       FROM s JOIN works_contract w USING (contract_id) LEFT JOIN works_month c ON c.contract_id = s.contract_id AND c.outcome = s.outcome AND c.contract_id = ANY ($1::uuid[]) AND ${IN_GROUPS}
       GROUP BY 1, 2, 3, 4, 5 ORDER BY 4 NULLS FIRST, 5`,
      [inside, outside, outcomeId],
    );
  }

  async intake(tx: Tx, contractIds: readonly string[]): Promise<IntakeRow[]> {
    return tx.query<IntakeRow[]>(
      `SELECT w.contract_id AS "contractId", w.cohorts,
         coalesce((SELECT json_agg(json_build_object('month', i.month::text, 'people', i.people) ORDER BY i.month) FROM works_intake i WHERE i.contract_id = w.contract_id), '[]') AS months,
         (SELECT json_build_object('day', t.day::text, 'people', t.people, 'behind', t.behind) FROM works_told t WHERE t.contract_id = w.contract_id) AS told
       FROM works_contract w WHERE w.contract_id = ANY ($1::uuid[])`,
      [contractIds],
    );
  }
}
