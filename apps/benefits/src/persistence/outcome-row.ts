import type { LocalDate } from '@ringvirkning/kernel';
import type { FinalOutcome } from '../purses/worth.js';

export interface OutcomeRow {
  claim_id: string;
  participant_id: string;
  outcome: string;
  achieved_on: LocalDate;
  quantity: string;
  paying_municipality: string | null;
  moves: FinalOutcome['moves'] | null;
  follow_up: string | null;
  followed?: string[] | null;
  ended?: FinalOutcome['ended'] | null;
  fact: { id: string; known: NonNullable<FinalOutcome['known']>; told: FinalOutcome['told'] | null } | null;
}

/** Of an outcome `o`, with the moves of its person and what is known of them now. */
export const COLUMNS = `claim_id, participant_id, outcome, achieved_on::text, quantity, paying_municipality, follow_up,
  (SELECT moves FROM person_move m WHERE m.participant_id = o.participant_id) AS moves,
  (SELECT jsonb_build_object('id', fact_id::text, 'known', known, 'told', follow_ups) FROM outcome_fact f WHERE f.claim_id = o.claim_id ORDER BY fact_id DESC LIMIT 1) AS fact`;

/**
 * Of an outcome `o`: the follow-ups at which its person has reached it since, and those that ended without, where the model asks for them.
 * @param outcomes Placeholder of the kinds of outcome (`text[]`) of which follow-ups confirm something.
 */
export const followedBy = (outcomes: string): string => `CASE WHEN o.outcome = ANY (${outcomes}::text[]) THEN (
  SELECT jsonb_object_agg(e ->> 'followUp', e -> 'lasts') FROM (SELECT ended FROM follow_ups_heard h WHERE h.participant_id = o.participant_id AND h.contract_id = o.contract_id ORDER BY place DESC LIMIT 1) h,
  jsonb_array_elements(h.ended) e WHERE e ->> 'outcome' = o.outcome) END AS ended, CASE WHEN o.outcome = ANY (${outcomes}::text[]) THEN (
  SELECT jsonb_agg(DISTINCT f.follow_up ORDER BY f.follow_up) FROM outcome f WHERE f.participant_id = o.participant_id AND f.contract_id = o.contract_id
    AND f.outcome = o.outcome AND f.claim_id <> o.claim_id AND f.achieved_on >= o.achieved_on AND f.follow_up IS NOT NULL AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = f.claim_id)) END AS followed`;

export const fromRow = (row: OutcomeRow): FinalOutcome => ({
  claimId: row.claim_id,
  participantId: row.participant_id,
  outcome: row.outcome,
  on: row.achieved_on,
  quantity: row.quantity,
  payingMunicipality: row.paying_municipality,
  moves: row.moves ?? [],
  known: row.fact?.known,
  followUp: row.follow_up,
  followed: row.followed ?? [],
  ended: row.ended ?? {},
  told: row.fact?.told ?? {},
});
