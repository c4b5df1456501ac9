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
  fact: { id: string; known: NonNullable<FinalOutcome['known']> } | null;
}

/** Of an outcome `o`, with the moves of its person and what is known of them now. */
export const COLUMNS = `claim_id, participant_id, outcome, achieved_on::text, quantity, paying_municipality,
  (SELECT moves FROM person_move m WHERE m.participant_id = o.participant_id) AS moves,
  (SELECT jsonb_build_object('id', fact_id::text, 'known', known) FROM outcome_fact f WHERE f.claim_id = o.claim_id ORDER BY fact_id DESC LIMIT 1) AS fact`;

export const fromRow = (row: OutcomeRow): FinalOutcome => ({
  claimId: row.claim_id,
  participantId: row.participant_id,
  outcome: row.outcome,
  on: row.achieved_on,
  quantity: row.quantity,
  payingMunicipality: row.paying_municipality,
  moves: row.moves ?? [],
  known: row.fact?.known,
});
