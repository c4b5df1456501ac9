import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import type { PathScore } from '@ringvirkning/outcomes-api';
import { STANDING } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { lastNameOf } from './acting-name.js';
import type { Participant } from './participant.store.js';

/** Somebody on a step of a measure at a planned measurement; of small steps at point 0, with how often they happened. */
export interface StandingRow {
  measure: string;
  point: number;
  value: string;
  participant_id: string;
}

export interface ScoreRow {
  measure: string;
  measurement_id: string | null;
  claim_id: string | null;
  status: NonNullable<PathScore['claim']>['status'] | null;
  value: string | null;
  on_day: LocalDate;
  point: number | null;
  scored_by: PathScore['scoredBy'];
  present: PathScore['present'];
  note: string | null;
  replaces: string | null;
  at: Date;
  by: string;
  name: string | null;
}

const standing = `(${STANDING.map((status) => `'${status}'`).join(', ')})`;

/**
 * SQL: scores that count, for dialogue as they stand, for payment while their claim does, each with the planned measurement that is nearest to its day (0 is the
 * baseline); where none are planned they count up. $1 is the contract.
 */
const POINTS = (statuses: string) => `
  SELECT s.*, CASE WHEN m.every IS NULL THEN (row_number() OVER (PARTITION BY s.participant_id, s.measure ORDER BY s.measured_on, s.at) - 1)::int
      ELSE planned_point(s.measured_on, coalesce(p.started_on, p.referred_on), m.every) END AS point, m.scored, m.times
  FROM (SELECT measurement_id AS id, participant_id, measure, trim_scale(value::numeric)::text AS value, measured_on, recorded_at AS at FROM measurement x
        WHERE contract_id = $1 AND value IS NOT NULL AND NOT EXISTS (SELECT FROM measurement r WHERE r.replaces = x.measurement_id)
        UNION ALL SELECT claim_id, participant_id, outcome, trim_scale(quantity::numeric)::text, achieved_on, claimed_at FROM claim WHERE contract_id = $1 AND status IN ${statuses}) s
  JOIN contract_measure m ON m.contract_id = $1 AND m.measure = s.measure
  JOIN participant p ON p.participant_id = s.participant_id`;

/** Scores for reading: one person's path, and where everybody stands. */
@Injectable()
export class ScoreViewStore {
  /** Everything that was scored for a person, also what was replaced, oldest first. */
  async pathOf(tx: Tx, { contractId, participantId }: Participant): Promise<ScoreRow[]> {
    return tx.query<ScoreRow[]>(
      `SELECT f.measure, f.measurement_id, f.claim_id, f.status, f.value, f.measured_on::text AS on_day, s.point, f.scored_by, f.present, f.note, f.replaces, f.at, f.subject AS by,
         ${lastNameOf('f', 'f.subject')} AS name
       FROM (SELECT contract_id, measure, measurement_id, NULL::uuid AS claim_id, NULL AS status, trim_scale(value::numeric)::text AS value, measured_on, scored_by, present, note, replaces, recorded_at AS at, recorded_by AS subject
             FROM measurement WHERE participant_id = $2
             UNION ALL SELECT c.contract_id, c.outcome, NULL, claim_id, status, trim_scale(quantity::numeric)::text, achieved_on, NULL, '{}', NULL, NULL, claimed_at, claimant
             FROM claim c JOIN contract_measure m ON m.contract_id = c.contract_id AND m.measure = c.outcome WHERE c.participant_id = $2) f
       LEFT JOIN (${POINTS(standing)} WHERE s.participant_id = $2) s ON s.id = coalesce(f.measurement_id, f.claim_id)
       ORDER BY f.measured_on, f.at`,
      [contractId, participantId],
    );
  }

  /** By a day: of each person the latest score at each planned measurement, and how often each small step has happened. */
  async standings(tx: Tx, contractId: string, day: LocalDate): Promise<StandingRow[]> {
    return tx.query<StandingRow[]>(
      `WITH points AS (SELECT * FROM (${POINTS(`('final')`)}) s WHERE measured_on <= $2)
       (SELECT DISTINCT ON (measure, point, participant_id) measure, point, value, participant_id FROM points WHERE scored ORDER BY measure, point, participant_id, measured_on DESC, at DESC)
       UNION ALL SELECT measure, 0, CASE WHEN count(*) >= times THEN 'reached' ELSE 'underway' END, participant_id FROM points WHERE times IS NOT NULL GROUP BY measure, times, participant_id`,
      [contractId, day],
    );
  }
}
