import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { queryByKey, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { Fact } from '@ringvirkning/terms-language';

/** A verified outcome as `evaluate` takes it, with its contract and the moment it became final. */
export interface VerifiedFact {
  readonly contractId: string;
  readonly fact: Fact & { readonly on: LocalDate };
  readonly finalisedAt: Instant;
}

export interface ReversedFact {
  readonly contractId: string;
  readonly claimId: string;
  readonly reversedAt: Instant;
}

const FACTS_PER_LIST = 5_000;

/** Facts and reversals are only ever added. Writers hold the contract (see ContractStore.lock). */
export class FactStore {
  /** Adds facts in one statement. Returns the ids of those that are reversed already (events of different subjects may overtake each other). */
  async add(tx: Tx, facts: readonly VerifiedFact[]): Promise<ReadonlySet<string>> {
    const rows = facts.map(({ contractId, finalisedAt, fact }) => ({ ...fact, contractId, finalisedAt }));
    const added = queryByKey(
      tx,
      `INSERT INTO fact (claim_id, contract_id, participant, outcome, follow_up, achieved_on, quantity, cohort, "group", payer, paid_share, finalised_at)
       SELECT id, "contractId", participant, outcome, "followUp", "on", coalesce(quantity, '1'), cohort, "group", payer, "paidShare", "finalisedAt" FROM json_to_recordset($1::json) AS r
         (id uuid, "contractId" uuid, participant text, outcome text, "followUp" text, "on" date, quantity text, cohort text, "group" text, payer text, "paidShare" text, "finalisedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
    withoutWaiting(tx, added);
    const reversed = await queryByKey<{ id: string }>(
      tx,
      'SELECT claim_id AS id FROM fact_reversal WHERE claim_id = ANY($1::uuid[])',
      [rows.map(({ id }) => id)],
    );
    return new Set(reversed.map(({ id }) => id));
  }

  async addReversals(tx: Tx, reversals: readonly ReversedFact[]): Promise<void> {
    await tx.query(
      `INSERT INTO fact_reversal (claim_id, contract_id, reversed_at)
       SELECT "claimId", "contractId", "reversedAt" FROM json_to_recordset($1::json) AS r ("claimId" uuid, "contractId" uuid, "reversedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(reversals)],
    );
  }

  /** Whose these claims are. */
  async peopleOf(
    tx: Tx,
    claimIds: readonly string[],
  ): Promise<{ readonly contractId: string; readonly participantId: string }[]> {
    return tx.query(
      'SELECT contract_id AS "contractId", participant AS "participantId" FROM fact WHERE claim_id = ANY ($1::uuid[])',
      [claimIds],
    );
  }

  /** How far the contract's facts and reversals go: a point to which its facts can be read again, unchanged. */
  async position(tx: Tx, contractId: string): Promise<bigint> {
    const [row] = await tx.query<{ position: string }[]>(
      `SELECT greatest((SELECT max(position) FROM fact WHERE contract_id = $1), (SELECT max(position) FROM fact_reversal WHERE contract_id = $1), 0)::text AS position`,
      [contractId],
    );
    return BigInt(row!.position);
  }

  /** The facts in force at a position, achieved up to the cut-off, in the order they came: JSON lists, each short enough to be read in one turn. */
  async read(tx: Tx, contractId: string, upto: bigint, cutOff: LocalDate): Promise<string[]> {
    const lists = await tx.query<{ facts: string }[]>(
      `SELECT json_agg(fact ORDER BY position)::text AS facts FROM (
         SELECT f.position, (row_number() OVER (ORDER BY f.position) - 1) / $4::integer AS list,
           json_strip_nulls(json_build_object('id', f.claim_id, 'participant', f.participant, 'outcome', f.outcome, 'followUp', f.follow_up,
             'on', f.achieved_on::text, 'quantity', f.quantity, 'cohort', f.cohort, 'group', f."group", 'payer', f.payer, 'paidShare', f.paid_share)) AS fact
         FROM fact f LEFT JOIN fact_reversal r ON r.claim_id = f.claim_id AND r.position <= $2
         WHERE f.contract_id = $1 AND f.position <= $2 AND f.achieved_on <= $3 AND r.claim_id IS NULL) AS facts
       GROUP BY list ORDER BY list`,
      [contractId, upto.toString(), cutOff, FACTS_PER_LIST],
    );
    return lists.map(({ facts }) => facts);
  }

  /** How many facts there are that were not reversed. */
  async inForce(tx: Tx, contractId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM fact f WHERE f.contract_id = $1 AND NOT EXISTS (SELECT FROM fact_reversal r WHERE r.claim_id = f.claim_id)`,
      [contractId],
    );
    return row!.count;
  }

  /** How many of the facts that count at a position and cut-off were reversed afterwards. */
  async reversedSince(tx: Tx, contractId: string, upto: bigint, cutOff: LocalDate): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM fact_reversal r JOIN fact f ON f.claim_id = r.claim_id
       WHERE r.contract_id = $1 AND r.position > $2 AND f.position <= $2 AND f.achieved_on <= $3`,
      [contractId, upto.toString(), cutOff],
    );
    return row!.count;
  }
}
