import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { queryByKey, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { FinalOutcome } from '../purses/worth.js';
import { COLUMNS, followedBy, fromRow, type OutcomeRow } from './outcome-row.js';

/** Where an outcome stands after a valuation; without worth when the model says nothing about it. */
export interface Valued {
  readonly claimId: string;
  readonly valuationId: string | null;
  /** Minor units. */
  readonly worth: string | null;
  readonly digest: string | null;
  readonly realiseOn: LocalDate | null;
  /** What it was valued with of the person: moves (JSON), and the number of the fact. */
  readonly moves: string | null;
  readonly factId: string | null;
  /** The follow-ups reached by then, and those that had ended without (JSON). */
  readonly followed: string | null;
  readonly ended: string | null;
}

/** What the books hold of an outcome: in which valuation, of which worth, and the outcome as it was then. */
export interface Stated {
  readonly valuationId: string;
  readonly worth: bigint;
  readonly digest: string;
  readonly outcome: FinalOutcome;
}

/** What is booked of an outcome: since valuations are booked together its part of one, before that an entry of its own. */
export interface Booked {
  readonly claimId: string;
  readonly entryKey: string | null;
  readonly stated: Stated | null;
}

/** An outcome that is booked, and the digest of its worth; of one with an entry of its own, the key of that. */
export interface Member {
  readonly claimId: string;
  readonly participantId: string;
  readonly digest: string;
}

export interface DueOutcome extends FinalOutcome, Booked {
  readonly factId: string | null;
  /** Since which day; `-infinity` when it is not valued yet. */
  readonly dueOn: string;
}

const FIRST = { dueOn: '-infinity', claimId: '00000000-0000-0000-0000-000000000000' };

interface WorthRow extends OutcomeRow {
  entry_key: string | null;
  valuation_id: string | null;
  worth: string | null;
  worth_digest: string | null;
  valued_moves: FinalOutcome['moves'] | null;
  valued_known: { known: NonNullable<FinalOutcome['known']>; told: FinalOutcome['told'] | null } | null;
  valued_followed: string[] | null;
  valued_ended: FinalOutcome['ended'] | null;
}

const STATED = `entry_key, valuation_id, worth::text, worth_digest, valued_moves, valued_followed, valued_ended,
  (SELECT jsonb_build_object('known', known, 'told', follow_ups) FROM outcome_fact f WHERE f.fact_id = o.valued_fact) AS valued_known`;

const bookedOf = (row: WorthRow): Booked => ({
  claimId: row.claim_id,
  entryKey: row.entry_key,
  stated:
    row.valuation_id === null
      ? null
      : {
          valuationId: row.valuation_id,
          worth: BigInt(row.worth!),
          digest: row.worth_digest!,
          outcome: {
            ...fromRow(row),
            moves: row.valued_moves ?? [],
            known: row.valued_known?.known,
            told: row.valued_known?.told ?? {},
            followed: row.valued_followed ?? [],
            ended: row.valued_ended ?? {},
          },
        },
});

export const BOOKED = '(entry_key IS NOT NULL OR valuation_id IS NOT NULL)';
/** What an outcome is worth: its part of a valuation, or what the entry of its own (from before outcomes were booked together) credits the intervention. */
export const WORTH = `coalesce(o.worth, (SELECT -sum(l.amount) FROM ledger_entry e JOIN ledger_line l ON l.entry_id = e.id WHERE e.idempotency_key = o.entry_key AND l.account = 'effect'), 0)`;
const NOTHING =
  'entry_key = NULL, valuation_id = NULL, worth = NULL, worth_digest = NULL, valued_moves = NULL, valued_fact = NULL, valued_followed = NULL, valued_ended = NULL';

/** What outcomes are worth, as it stands in the books, and which are to be valued. */
@Injectable()
export class OutcomeWorthStore {
  /**
   * A page of the outcomes of a contract that are not valued yet, or whose next forecast turns realised by today, in order of their day.
   * @param of.followed Kinds of outcome of which follow-ups confirm something.
   * @param of.after The last of the page before, whether or not that is valued meanwhile.
   */
  async due(
    tx: Tx,
    of: {
      readonly contractId: string;
      readonly today: LocalDate;
      readonly followed: readonly string[];
      readonly after: Pick<DueOutcome, 'dueOn' | 'claimId'> | undefined;
      readonly limit: number;
    },
  ): Promise<DueOutcome[]> {
    const after = of.after ?? FIRST;
    const rows = await queryByKey<WorthRow & { due_on: string }>(
      tx,
      `SELECT ${COLUMNS}, ${followedBy('$4')}, ${STATED}, due_on::text FROM outcome o
       WHERE contract_id = $1 AND due_on <= $2 AND (due_on, claim_id) > ($5::date, $6::uuid) ORDER BY due_on, claim_id LIMIT $3`,
      [of.contractId, of.today, of.limit, of.followed, after.dueOn, after.claimId],
    );
    return rows.map((row) => ({
      ...fromRow(row),
      ...bookedOf(row),
      factId: row.fact?.id ?? null,
      dueOn: row.due_on,
    }));
  }

  markValued(tx: Tx, model: string, valued: readonly Valued[]): void {
    const of = (value: (one: Valued) => string | null) => valued.map(value);
    const marked = tx.query(
      `UPDATE outcome o SET model = $1, entry_key = NULL, valuation_id = v.valuation_id, worth = v.worth, worth_digest = v.digest, valued_moves = v.moves, valued_fact = v.fact, valued_followed = v.followed, valued_ended = v.ended, due_on = v.due_on
       FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::jsonb[], $7::bigint[], $8::date[], $9::jsonb[], $10::jsonb[]) AS v (claim_id, valuation_id, worth, digest, moves, fact, due_on, followed, ended) WHERE o.claim_id = v.claim_id`,
      [
        model,
        of((v) => v.claimId),
        of((v) => v.valuationId),
        of((v) => v.worth),
        of((v) => v.digest),
        of((v) => v.moves),
        of((v) => v.factId),
        of((v) => v.realiseOn),
        of((v) => v.followed),
        of((v) => v.ended),
      ],
    );
    withoutWaiting(tx, marked);
  }

  /** Keeps reversals, and takes their outcomes out of valuation. @returns what is booked of them, by contract. */
  async reverse(
    tx: Tx,
    reversals: readonly { readonly contractId: string; readonly claimId: string; readonly reversedAt: string }[],
  ): Promise<ReadonlyMap<string, Booked[]>> {
    await tx.query(
      'INSERT INTO outcome_reversal (claim_id, contract_id, reversed_at) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) ON CONFLICT (claim_id) DO NOTHING',
      [reversals.map((r) => r.claimId), reversals.map((r) => r.contractId), reversals.map((r) => r.reversedAt)],
    );
    const claims = reversals.map((r) => r.claimId);
    const rows = await tx.query<(WorthRow & { contract_id: string })[]>(
      `SELECT contract_id, ${COLUMNS}, ${STATED} FROM outcome o WHERE claim_id = ANY ($1::uuid[]) AND ${BOOKED} ORDER BY claim_id`,
      [claims],
    );
    await tx.query(`UPDATE outcome SET ${NOTHING}, due_on = NULL WHERE claim_id = ANY ($1::uuid[])`, [claims]);
    const byContract = Map.groupBy(rows, ({ contract_id }) => contract_id);
    return new Map([...byContract].map(([contractId, of]) => [contractId, of.map(bookedOf)]));
  }

  /** People of whom a follow-up has come or gone: their outcomes of these kinds are due for a valuation. */
  async followed(
    tx: Tx,
    contractId: string,
    outcomes: readonly string[],
    participantIds: readonly string[],
  ): Promise<void> {
    await tx.query(
      `UPDATE outcome o SET due_on = '-infinity' WHERE contract_id = $1 AND outcome = ANY ($2::text[]) AND participant_id = ANY ($3::uuid[])
         AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId, outcomes, participantIds],
    );
  }

  /** Of claims at a follow-up: whose they are, by contract. */
  async peopleFollowed(tx: Tx, claimIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await tx.query<{ contract_id: string; people: string[] }[]>(
      'SELECT contract_id, array_agg(DISTINCT participant_id::text) AS people FROM outcome WHERE claim_id = ANY ($1::uuid[]) AND follow_up IS NOT NULL GROUP BY contract_id',
      [claimIds],
    );
    return new Map(rows.map(({ contract_id, people }) => [contract_id, people]));
  }

  /** What the outcomes of a contract that are booked are worth together, by kind of outcome, and which they are. */
  async totals(
    tx: Tx,
    contractId: string,
  ): Promise<{ readonly worth: ReadonlyMap<string, bigint>; readonly members: readonly Member[] }> {
    const rows = await tx.query<{ outcome: string; worth: string }[]>(
      `SELECT outcome, sum(${WORTH})::text AS worth
       FROM outcome o WHERE contract_id = $1 AND ${BOOKED} GROUP BY outcome`,
      [contractId],
    );
    const members = await tx.query<Member[]>(
      `SELECT claim_id AS "claimId", participant_id AS "participantId", coalesce(worth_digest, entry_key) AS digest FROM outcome WHERE contract_id = $1 AND ${BOOKED} ORDER BY claim_id`,
      [contractId],
    );
    return { worth: new Map(rows.map((row) => [row.outcome, BigInt(row.worth)])), members };
  }

  /** Nothing is booked any more of any outcome of a contract; those that stand are due for a valuation. */
  async withdraw(tx: Tx, contractId: string): Promise<void> {
    await tx.query(
      `UPDATE outcome o SET ${NOTHING}, model = NULL, due_on = '-infinity' WHERE contract_id = $1 AND NOT EXISTS (SELECT FROM outcome_reversal r WHERE r.claim_id = o.claim_id)`,
      [contractId],
    );
  }
}
