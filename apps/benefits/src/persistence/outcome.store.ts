import { Injectable } from '@nestjs/common';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { queryByKey, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { FinalOutcome } from '../purses/worth.js';
import { COLUMNS, followedBy, fromRow, type OutcomeRow } from './outcome-row.js';
import type { Valued } from './outcome-worth.store.js';

export interface EveryOutcome extends FinalOutcome {
  readonly stood: boolean;
}

/** As it arrives, and the contract it is of. */
export type NewOutcome = FinalisedOutcome & { readonly contractId: string };

export interface OutcomeCounts {
  readonly outcomes: number;
  readonly valued: number;
  readonly reversed: number;
}

@Injectable()
export class OutcomeStore {
  /** Which of these claims are neither known nor reversed, as seen under their contracts' locks. */
  async fresh(tx: Tx, claimIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queryByKey<{ claim_id: string }>(
      tx,
      `SELECT claim_id FROM unnest($1::uuid[]) claim_id
       WHERE NOT EXISTS (SELECT FROM outcome o WHERE o.claim_id = claim_id.claim_id) AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = claim_id.claim_id)`,
      [claimIds],
    );
    return new Set(rows.map((row) => row.claim_id));
  }

  /** Keeps final outcomes, valued by a model or, without one, due unless they are reversed; those that are known already stay as they are. */
  add(tx: Tx, outcomes: readonly NewOutcome[], model: string | null, valued: ReadonlyMap<string, Valued>): void {
    const of = (value: (outcome: NewOutcome) => string | null | undefined) =>
      outcomes.map((outcome) => value(outcome) ?? null);
    const worth = (value: (valued: Valued) => string | null) =>
      of((o) => valued.get(o.claimId) && value(valued.get(o.claimId)!));
    const added = tx.query(
      `INSERT INTO outcome (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, follow_up, finalised_at, model, valuation_id, worth, worth_digest, valued_moves, due_on)
       SELECT n.claim_id, n.contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, follow_up, finalised_at, CASE WHEN valued THEN $9 END, valuation_id, worth, worth_digest, valued_moves,
         CASE WHEN valued THEN realise_on WHEN r.claim_id IS NULL THEN date '-infinity' END
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::text[], $7::text[], $8::timestamptz[], $10::boolean[], $11::uuid[], $12::bigint[], $13::text[], $14::jsonb[], $15::date[], $16::text[])
         AS n (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, finalised_at, valued, valuation_id, worth, worth_digest, valued_moves, realise_on, follow_up)
       LEFT JOIN outcome_reversal r ON r.claim_id = n.claim_id ON CONFLICT (claim_id) DO NOTHING`,
      [
        of((o) => o.claimId),
        of((o) => o.contractId),
        of((o) => o.participantId),
        of((o) => o.outcome),
        of((o) => o.on),
        of((o) => o.quantity),
        of((o) => o.payingMunicipality),
        of((o) => o.finalisedAt),
        model,
        outcomes.map((o) => valued.has(o.claimId)),
        worth((v) => v.valuationId),
        worth((v) => v.worth),
        worth((v) => v.digest),
        worth((v) => v.moves),
        worth((v) => v.realiseOn),
        of((o) => o.followUp),
      ],
    );
    withoutWaiting(tx, added);
  }

  /**
   * All outcomes of a contract that have not been reversed.
   * @param followed Kinds of outcome of which follow-ups confirm something.
   */
  async standing(tx: Tx, contractId: string, followed: readonly string[]): Promise<FinalOutcome[]> {
    const rows = await tx.query<OutcomeRow[]>(
      `SELECT ${COLUMNS}, ${followedBy('$2')} FROM outcome o WHERE contract_id = $1 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId, followed],
    );
    return rows.map(fromRow);
  }

  /** A page of a contract's standing outcomes of one kind, and one more when there is another page. */
  async page(
    tx: Tx,
    of: {
      readonly contractId: string;
      readonly outcome: string;
      readonly followed: readonly string[];
      readonly after: string | null;
      readonly limit: number;
    },
  ): Promise<FinalOutcome[]> {
    const rows = await tx.query<OutcomeRow[]>(
      `SELECT ${COLUMNS}, ${followedBy('$3')} FROM outcome o WHERE contract_id = $1 AND outcome = $2 AND ($4::uuid IS NULL OR claim_id > $4)
         AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id) ORDER BY claim_id LIMIT $5`,
      [of.contractId, of.outcome, of.followed, of.after, of.limit + 1],
    );
    return rows.map(fromRow);
  }

  /** Every outcome of a contract, also reversed ones: what is out may still count them. Without what is known of single people and where they move: what is out follows the model's assumptions, and what was known with each run. `stood`: final, and not reversed, at a moment. */
  async everOf(tx: Tx, contractId: string, at: Instant): Promise<EveryOutcome[]> {
    const rows = await tx.query<(OutcomeRow & { stood: boolean })[]>(
      `SELECT ${COLUMNS},
         finalised_at <= $2 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id AND r.reversed_at <= $2) AS stood
       FROM outcome o WHERE contract_id = $1 ORDER BY claim_id`,
      [contractId, at],
    );
    return rows.map((row) => ({
      ...fromRow({ ...row, fact: null, moves: null }),
      stood: row.stood,
    }));
  }

  /**
   * Whom entries of these sources are about: one outcome, or those of a valuation of whom so few are alike that a line of theirs tells of them. Alike are
   * outcomes of one kind and month that the same payers pay for; a line counts all of some that are alike, or none. Other sources are nobody's.
   */
  async peopleOf(
    tx: Tx,
    sources: readonly string[],
  ): Promise<{ readonly contractId: string; readonly participantId: string }[]> {
    return tx.query(
      `WITH source AS (SELECT text::uuid AS id FROM unnest($1::text[]) text WHERE pg_input_is_valid(text, 'uuid')),
       booked AS (SELECT v.valuation_id, unnest(v.claims) AS claim_id FROM valuation v JOIN source ON source.id = v.valuation_id),
       alike AS (SELECT o.contract_id, array_agg(DISTINCT o.participant_id) AS people FROM booked JOIN outcome o USING (claim_id)
         GROUP BY booked.valuation_id, o.contract_id, o.outcome, o.paying_municipality, o.valued_moves, o.valued_fact, o.valued_followed, o.valued_ended, date_trunc('month', o.achieved_on))
       SELECT contract_id AS "contractId", unnest(people) AS "participantId" FROM alike WHERE cardinality(people) < $2
       UNION SELECT contract_id, participant_id FROM outcome JOIN source ON source.id = claim_id`,
      [sources, FEWEST_PEOPLE],
    );
  }

  /** Keeps who pays for a person from which days; the person's outcomes are due for a new valuation. */
  async move(tx: Tx, contractId: string, participantId: string, moves: FinalOutcome['moves']): Promise<void> {
    await tx.query(
      `INSERT INTO person_move (participant_id, contract_id, moves) VALUES ($1, $2, $3) ON CONFLICT (participant_id) DO UPDATE SET moves = excluded.moves`,
      [participantId, contractId, JSON.stringify(moves)],
    );
    await tx.query(
      `UPDATE outcome o SET due_on = '-infinity' WHERE contract_id = $1 AND participant_id = $2 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId, participantId],
    );
  }

  /** Of people who have moved: their moves. */
  async movesOf(tx: Tx, participantIds: readonly string[]): Promise<ReadonlyMap<string, FinalOutcome['moves']>> {
    if (participantIds.length === 0) return new Map();
    const rows = await queryByKey<{ participant_id: string; moves: FinalOutcome['moves'] }>(
      tx,
      'SELECT participant_id, moves FROM person_move WHERE participant_id = ANY ($1::uuid[])',
      [participantIds],
    );
    return new Map(rows.map(({ participant_id, moves }) => [participant_id, moves]));
  }

  /** Contracts with a model and something due. */
  async contractsDue(tx: Tx, today: LocalDate): Promise<string[]> {
    const rows = await tx.query<{ contract_id: string }[]>(
      'SELECT c.contract_id FROM contract c WHERE c.model IS NOT NULL AND EXISTS (SELECT FROM outcome o WHERE o.contract_id = c.contract_id AND o.due_on <= $1)',
      [today],
    );
    return rows.map((row) => row.contract_id);
  }

  async counts(tx: Tx, contractId: string): Promise<OutcomeCounts> {
    const [row] = await tx.query<OutcomeCounts[]>(
      `SELECT count(*)::int AS outcomes, count(coalesce(o.entry_key, o.valuation_id::text))::int AS valued, count(r.claim_id)::int AS reversed
       FROM outcome o LEFT JOIN outcome_reversal r ON r.claim_id = o.claim_id WHERE o.contract_id = $1`,
      [contractId],
    );
    return row!;
  }
}
