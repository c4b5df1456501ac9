import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { BANDS_COUNTED } from './progress.store.js';
import { joiningRowByRow, STEP_BANDS } from './step-bands.js';

/**
 * When each person first reached each outcome, and until when it is known that they had not. At a follow-up counts its planned day. What is awaited ends what is known,
 * the day before; having left does not: who left has not reached it.
 */
const FIRST_REACHED = `SELECT contract_id, outcome, group_code, participant_id, start_on,
    min(CASE WHEN follow_up = '' THEN reached_on ELSE due_on END) FILTER (WHERE reached_on IS NOT NULL) AS reached_on,
    least($2::date, min(period_to), min((erased_at AT TIME ZONE 'Europe/Copenhagen')::date), min(waiting_on) FILTER (WHERE reached_on IS NULL AND follow_up = '') - 1,
      min(due_on) FILTER (WHERE band = 'awaiting' AND follow_up <> '') - 1) AS known_to
  FROM band GROUP BY 1, 2, 3, 4, 5`;

/** Whole months between two days, also where the later month lacks the day of the earlier one. */
const monthsTo = (day: string): string =>
  `(extract(year FROM age(${day}, start_on)) * 12 + extract(month FROM age(${day}, start_on)))::int`;

/** Figures of what works, counted once for all who ask. */
@Injectable()
export class KeptWorksStore {
  /** Contracts that the caller sees of which something has changed since their figures were counted, or a day has gone. */
  async stale(tx: Tx, day: LocalDate, contractIds: readonly string[] | undefined): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT k.contract_id AS id FROM contract k LEFT JOIN works_contract w USING (contract_id)
       WHERE ($2::uuid[] IS NULL OR k.contract_id = ANY ($2)) AND (w.day IS DISTINCT FROM $1::date OR EXISTS (SELECT FROM works_change c WHERE c.contract_id = k.contract_id))`,
      [day, contractIds ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Counts anew what is stale of contracts. Who comes while somebody else does so waits, and finds it done; what is committed meanwhile leaves its change behind. */
  async renew(tx: Tx, contractIds: readonly string[], day: LocalDate): Promise<void> {
    await tx.query(
      `INSERT INTO works_contract (contract_id, day, intervention, groups, cohorts)
       SELECT contract_id, '-infinity', '{}', '[]', '[]' FROM contract WHERE contract_id = ANY ($1::uuid[]) ORDER BY contract_id ON CONFLICT DO NOTHING`,
      [contractIds],
    );
    await tx.query(
      'SELECT FROM works_contract WHERE contract_id = ANY ($1::uuid[]) ORDER BY contract_id FOR NO KEY UPDATE',
      [contractIds],
    );
    const left = await this.stale(tx, day, contractIds);
    if (left.length > 0) await this.count(tx, left, day);
  }

  private async count(tx: Tx, contractIds: readonly string[], day: LocalDate): Promise<void> {
    await tx.query(
      `UPDATE works_contract w SET day = $2, intervention = coalesce(k.terms->'intervention', k.terms->'title'), groups = coalesce(k.terms->'groups', '[]'), cohorts = coalesce(k.terms->'cohorts', '[]')
       FROM contract k WHERE k.contract_id = w.contract_id AND w.contract_id = ANY ($1::uuid[])`,
      [contractIds, day],
    );
    for (const old of ['works_change', 'works_step', 'works_month', 'works_intake'])
      await tx.query(
        `DELETE FROM ${old} WHERE contract_id = ANY ($1::uuid[]) ${old === 'works_step' ? 'AND NOT told' : ''}`,
        [contractIds],
      );
    await this.countSteps(tx, contractIds, day);
    await tx.query(
      `INSERT INTO works_intake (contract_id, month, people)
       SELECT contract_id, date_trunc('month', coalesce(started_on, referred_on))::date, count(*) FROM participant WHERE contract_id = ANY ($1::uuid[]) GROUP BY 1, 2`,
      [contractIds],
    );
  }

  private async countSteps(tx: Tx, contractIds: readonly string[], day: LocalDate): Promise<void> {
    // Everybody is gone through, which takes minutes for a million. The planner, who cannot know how many an aggregate leaves, would look each of them up among all others.
    await tx.query(`${joiningRowByRow('off')}, set_config('statement_timeout', '10min', true)`);
    await tx.query(
      `WITH band AS MATERIALIZED (${STEP_BANDS}),
       steps AS (INSERT INTO works_step (contract_id, told, outcome, follow_up, group_code, reached, not_reached, awaiting, not_due)
         SELECT contract_id, false, outcome, follow_up, CASE WHEN grouping(group_code) = 1 THEN '*' ELSE group_code END, ${BANDS_COUNTED}
         FROM band GROUP BY GROUPING SETS ((contract_id, outcome, follow_up, group_code), (contract_id, outcome, follow_up))),
       first AS (SELECT *, ${monthsTo('reached_on')} AS reached_in, ${monthsTo('known_to')} AS known_for FROM (${FIRST_REACHED}) f WHERE known_to >= start_on),
       until AS (SELECT *, reached_in + CASE WHEN (start_on + make_interval(months => reached_in))::date < reached_on THEN 1 ELSE 0 END AS by_month,
         known_for + CASE WHEN (start_on + make_interval(months => known_for + 1))::date <= known_to THEN 1 ELSE 0 END AS whole_months FROM first),
       counted AS (SELECT *, by_month IS NOT NULL AND greatest(by_month, 0) <= whole_months AS is_reached FROM until)
       INSERT INTO works_month (contract_id, outcome, group_code, month, reached, followed)
       SELECT contract_id, outcome, CASE WHEN grouping(group_code) = 1 THEN '*' ELSE group_code END, month, count(*) FILTER (WHERE is_reached), count(*) FILTER (WHERE NOT is_reached)
       FROM (SELECT *, CASE WHEN is_reached THEN greatest(by_month, 0) ELSE whole_months END AS month FROM counted) c
       GROUP BY GROUPING SETS ((contract_id, outcome, group_code, month), (contract_id, outcome, month))`,
      [contractIds, day],
    );
  }

  /** What outsiders were told with a payment run takes the place of what they were told before. */
  async tell(tx: Tx, contractId: string, told: ToldWorks): Promise<void> {
    await tx.query('DELETE FROM works_step WHERE contract_id = $1 AND told', [contractId]);
    await tx.query(
      `INSERT INTO works_step (contract_id, told, outcome, follow_up, group_code, reached, not_reached, behind)
       SELECT $1, true, outcome, follow_up, group_code, reached, not_reached, behind
       FROM json_to_recordset($2::json) AS s (outcome text, follow_up text, group_code text, reached int, not_reached int, behind boolean)`,
      [contractId, JSON.stringify(told.steps)],
    );
    await tx.query(
      `INSERT INTO works_told (contract_id, day, people, behind) VALUES ($1, $2, $3, $4)
       ON CONFLICT (contract_id) DO UPDATE SET day = excluded.day, people = excluded.people, behind = excluded.behind`,
      [contractId, told.day, told.people, told.behind],
    );
  }
}

/** A step as it is published; null is withheld, and `behind` that somebody is lacking. */
export interface ToldStep {
  readonly outcome: string;
  readonly follow_up: string;
  readonly group_code: string;
  readonly reached: number | null;
  readonly not_reached: number | null;
  readonly behind: boolean;
}

export interface ToldWorks {
  readonly day: LocalDate;
  readonly people: number | null;
  readonly behind: boolean;
  readonly steps: readonly ToldStep[];
}
