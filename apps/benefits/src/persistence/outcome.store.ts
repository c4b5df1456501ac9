import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { queryByKey, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { FinalOutcome } from '../purses/entries.js';

interface OutcomeRow {
  claim_id: string;
  outcome: string;
  achieved_on: LocalDate;
  quantity: string;
  paying_municipality: string | null;
  moves: FinalOutcome['moves'] | null;
  known: NonNullable<FinalOutcome['known']> | null;
  revision: number;
  entry_key: string | null;
}

export interface EveryOutcome extends FinalOutcome {
  readonly participantId: string;
  readonly stood: boolean;
}

/** As it arrives, and the contract it is of. */
export type NewOutcome = FinalisedOutcome & { readonly contractId: string };

/** Where an outcome stands after a valuation. */
export interface Valued {
  readonly claimId: string;
  readonly entryKey: string | null;
  readonly realiseOn: LocalDate | null;
}

export interface OutcomeCounts {
  readonly outcomes: number;
  readonly valued: number;
  readonly reversed: number;
}

const fromRow = (row: OutcomeRow): FinalOutcome => ({
  claimId: row.claim_id,
  outcome: row.outcome,
  on: row.achieved_on,
  quantity: row.quantity,
  payingMunicipality: row.paying_municipality,
  moves: row.moves ?? [],
  known: row.known ?? undefined,
  revision: row.revision,
  entryKey: row.entry_key,
});

/** Of an outcome `o`, with the moves of its person and what is known of them. */
const COLUMNS = `claim_id, outcome, achieved_on::text, quantity, paying_municipality, revision, entry_key,
  (SELECT moves FROM person_move m WHERE m.participant_id = o.participant_id) AS moves,
  (SELECT known FROM outcome_fact f WHERE f.claim_id = o.claim_id ORDER BY fact_id DESC LIMIT 1) AS known`;

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
    const of = (value: (outcome: NewOutcome) => string | null) => outcomes.map(value);
    const added = tx.query(
      `INSERT INTO outcome (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, finalised_at, model, entry_key, due_on, revision)
       SELECT n.claim_id, n.contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, finalised_at, CASE WHEN valued THEN $9 END, entry_key,
         CASE WHEN valued THEN realise_on WHEN r.claim_id IS NULL THEN date '-infinity' END, valued::int
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::text[], $7::text[], $8::timestamptz[], $10::boolean[], $11::text[], $12::date[])
         AS n (claim_id, contract_id, participant_id, outcome, achieved_on, quantity, paying_municipality, finalised_at, valued, entry_key, realise_on)
       LEFT JOIN outcome_reversal r ON r.claim_id = n.claim_id ON CONFLICT (claim_id) DO NOTHING`,
      [
        of((o) => o.claimId),
        of((o) => o.contractId),
        of((o) => o.participantId),
        of((o) => o.outcome),
        of((o) => o.on),
        of((o) => o.quantity),
        of((o) => o.payingMunicipality ?? null),
        of((o) => o.finalisedAt),
        model,
        outcomes.map((o) => valued.has(o.claimId)),
        of((o) => valued.get(o.claimId)?.entryKey ?? null),
        of((o) => valued.get(o.claimId)?.realiseOn ?? null),
      ],
    );
    withoutWaiting(tx, added);
  }

  /** Makes all outcomes of a contract that stand due for a new valuation. */
  async valueAnew(tx: Tx, contractId: string): Promise<void> {
    await tx.query(
      `UPDATE outcome o SET due_on = '-infinity' WHERE contract_id = $1 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId],
    );
  }

  /** Takes the valuation off outcomes of a contract, some at a time; they wait for another model. @returns the keys of the entries that stated their value. */
  async withdraw(tx: Tx, contractId: string, limit: number): Promise<{ claimId: string; entryKey: string }[]> {
    const rows = await tx.query<{ claim_id: string; entry_key: string }[]>(
      'SELECT claim_id, entry_key FROM outcome WHERE contract_id = $1 AND entry_key IS NOT NULL ORDER BY claim_id LIMIT $2',
      [contractId, limit],
    );
    await tx.query(
      `UPDATE outcome SET entry_key = NULL, model = NULL, due_on = '-infinity' WHERE claim_id = ANY ($1::uuid[])`,
      [rows.map((row) => row.claim_id)],
    );
    return rows.map((row) => ({ claimId: row.claim_id, entryKey: row.entry_key }));
  }

  /** Outcomes of a contract that are not valued yet, or whose next forecast turns realised by today. */
  async due(tx: Tx, contractId: string, today: LocalDate, limit: number): Promise<FinalOutcome[]> {
    const rows = await queryByKey<OutcomeRow>(
      tx,
      `SELECT ${COLUMNS} FROM outcome o WHERE contract_id = $1 AND due_on <= $2 ORDER BY due_on, claim_id LIMIT $3`,
      [contractId, today, limit],
    );
    return rows.map(fromRow);
  }

  /** All outcomes of a contract that have not been reversed. */
  async standing(tx: Tx, contractId: string): Promise<FinalOutcome[]> {
    const rows = await tx.query<OutcomeRow[]>(
      `SELECT ${COLUMNS} FROM outcome o WHERE contract_id = $1 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId],
    );
    return rows.map(fromRow);
  }

  /** Every outcome of a contract, also reversed ones: what is out may still count them. Without what is known of single people: what is out follows the model's assumptions. `stood`: final, and not reversed, at a moment. */
  async everOf(tx: Tx, contractId: string, at: Instant): Promise<EveryOutcome[]> {
    const rows = await tx.query<(OutcomeRow & { participant_id: string; stood: boolean })[]>(
      `SELECT ${COLUMNS}, participant_id,
         finalised_at <= $2 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id AND r.reversed_at <= $2) AS stood
       FROM outcome o WHERE contract_id = $1 ORDER BY claim_id`,
      [contractId, at],
    );
    return rows.map((row) => ({
      ...fromRow({ ...row, known: null }),
      participantId: row.participant_id,
      stood: row.stood,
    }));
  }

  /** Whose these claims are; other texts are nobody's. */
  async peopleOf(
    tx: Tx,
    claims: readonly string[],
  ): Promise<{ readonly contractId: string; readonly participantId: string }[]> {
    return tx.query(
      `SELECT contract_id AS "contractId", participant_id AS "participantId" FROM outcome WHERE claim_id IN (
         SELECT text::uuid FROM unnest($1::text[]) text WHERE pg_input_is_valid(text, 'uuid'))`,
      [claims],
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

  markValued(tx: Tx, model: string, valued: readonly Valued[]): void {
    const marked = tx.query(
      `UPDATE outcome o SET model = $1, entry_key = v.entry_key, due_on = v.due_on, revision = o.revision + 1
       FROM unnest($2::uuid[], $3::text[], $4::date[]) AS v (claim_id, entry_key, due_on) WHERE o.claim_id = v.claim_id`,
      [model, valued.map((v) => v.claimId), valued.map((v) => v.entryKey), valued.map((v) => v.realiseOn)],
    );
    withoutWaiting(tx, marked);
  }

  /** Keeps reversals, and takes their outcomes out of valuation. @returns the keys of the entries that state their value. */
  async reverse(
    tx: Tx,
    reversals: readonly { readonly contractId: string; readonly claimId: string; readonly reversedAt: string }[],
  ): Promise<{ claimId: string; entryKey: string }[]> {
    await tx.query(
      'INSERT INTO outcome_reversal (claim_id, contract_id, reversed_at) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) ON CONFLICT (claim_id) DO NOTHING',
      [reversals.map((r) => r.claimId), reversals.map((r) => r.contractId), reversals.map((r) => r.reversedAt)],
    );
    const rows = await tx.query<{ claim_id: string; entry_key: string }[]>(
      'SELECT claim_id, entry_key FROM outcome WHERE claim_id = ANY ($1::uuid[]) AND entry_key IS NOT NULL',
      [reversals.map((r) => r.claimId)],
    );
    await tx.query('UPDATE outcome SET entry_key = NULL, due_on = NULL WHERE claim_id = ANY ($1::uuid[])', [
      reversals.map((r) => r.claimId),
    ]);
    return rows.map((row) => ({ claimId: row.claim_id, entryKey: row.entry_key }));
  }

  async counts(tx: Tx, contractId: string): Promise<OutcomeCounts> {
    const [row] = await tx.query<OutcomeCounts[]>(
      `SELECT count(*)::int AS outcomes, count(o.entry_key)::int AS valued, count(r.claim_id)::int AS reversed
       FROM outcome o LEFT JOIN outcome_reversal r ON r.claim_id = o.claim_id WHERE o.contract_id = $1`,
      [contractId],
    );
    return row!;
  }
}
