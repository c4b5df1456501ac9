import { droppedOutBefore, DUE_ON, MEANT_FOR } from './follow-ups.js';

/** Claims that stand and are not final: nobody knows yet what becomes of them. */
const WAITING = `('claimed', 'attested', 'verified', 'disputed')`;

/** What the claims of everybody in the contracts come to, step by step. */
const CLAIMED = `SELECT k.participant_id, k.outcome, coalesce(k.follow_up, '') AS follow_up,
    min(k.achieved_on) FILTER (WHERE k.status = 'final') AS reached_on, min(k.achieved_on) FILTER (WHERE k.status IN ${WAITING}) AS waiting_on
  FROM claim k WHERE k.contract_id = ANY ($1::uuid[]) AND (k.status = 'final' OR k.status IN ${WAITING}) GROUP BY 1, 2, 3`;

/** Row by row is how the planner joins what it takes for one row, and in a table that has just been filled it takes thousands for that: minutes. To be set where everybody is gone through. */
export const joiningRowByRow = (value: 'on' | 'off'): string =>
  `SELECT set_config('enable_nestloop', '${value}', true)`;

/**
 * SQL: where every person of the contracts $1 stands, on the day $2, with each step that is meant for them. `reached`: a final claim. `not-reached`: somebody has said so
 * (closed it, or the person left before it was due), or the time for it is over. `awaiting`: due, and nobody knows yet. `not-due`: not asked for yet, or no longer.
 * Nobody is counted as having failed because something waits. Fenced by `OFFSET 0`: where each stands is worked out once, however often it is asked about. Not to be joined row by row.
 */
export const STEP_BANDS = `
  SELECT s.contract_id, s.outcome, s.follow_up, coalesce(p.group_code, '') AS group_code, p.participant_id, d.start_on, d.due_on, p.erased_at, s.period_to,
    c.reached_on, c.waiting_on,
    CASE WHEN d.due_on > $2::date OR d.due_on > s.period_to OR NOT s.is_expected THEN 'not-due'
      WHEN c.reached_on IS NOT NULL THEN 'reached'
      WHEN c.waiting_on IS NOT NULL THEN 'awaiting'
      WHEN p.erased_at IS NOT NULL THEN 'not-due'
      WHEN f.closing IS NOT NULL OR s.follow_up <> '' AND ${droppedOutBefore('d.due_on')} OR s.follow_up = '' AND p.left_reason <> 'completed' OR s.follow_up = '' AND $2::date > s.period_to THEN 'not-reached'
      ELSE 'awaiting' END AS band
  FROM participant p JOIN step s ON s.contract_id = p.contract_id AND ${MEANT_FOR}
  CROSS JOIN LATERAL (SELECT coalesce(p.started_on, p.referred_on) AS start_on, ${DUE_ON} AS due_on) d
  LEFT JOIN (${CLAIMED}) c ON c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up
  LEFT JOIN follow_up_closing f ON f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up
  WHERE p.contract_id = ANY ($1::uuid[]) AND s.contract_id = ANY ($1::uuid[])
  OFFSET 0`;
