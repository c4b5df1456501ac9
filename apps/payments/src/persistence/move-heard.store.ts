import { instant, type Instant } from '@ringvirkning/kernel';
import type { PersonMovedThere } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

/** What a partner told of somebody who moved. */
export interface MoveHeard {
  readonly statementId: string;
  readonly member: string;
  readonly content: PersonMovedThere;
  readonly receivedAt: Instant;
}
type Row = Omit<MoveHeard, 'receivedAt'> & { readonly receivedAt: Date };

const COLUMNS = 'statement_id AS "statementId", member, content, received_at AS "receivedAt"';
const toHeard = ({ receivedAt, ...row }: Row): MoveHeard => ({ ...row, receivedAt: instant(receivedAt.toISOString()) });

/** Statements are only ever added. */
export class MoveHeardStore {
  /** @returns false for the same one again. */
  async add(tx: Tx, { statementId, member, content, receivedAt }: MoveHeard): Promise<boolean> {
    const { contractId, person, at } = content;
    const rows = await tx.query<unknown[]>(
      `INSERT INTO move_heard (statement_id, contract_id, member, person_id, said_at, content, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (member, person_id, said_at) DO NOTHING RETURNING 1`,
      [statementId, contractId, member, person, at, JSON.stringify(content), receivedAt],
    );
    return rows.length > 0;
  }

  /** What stands of each person, as far as it was heard, newest first. `before` is the statement to continue below. */
  async standing(
    tx: Tx,
    contractId: string | undefined,
    before: string | undefined,
    limit: number,
  ): Promise<MoveHeard[]> {
    const rows = await tx.query<Row[]>(
      `SELECT * FROM (SELECT DISTINCT ON (member, person_id) ${COLUMNS} FROM move_heard WHERE $1::uuid IS NULL OR contract_id = $1
         ORDER BY member, person_id, said_at DESC) AS each
       WHERE $2::uuid IS NULL OR "statementId" < $2 ORDER BY "statementId" DESC LIMIT $3`,
      [contractId ?? null, before ?? null, limit],
    );
    return rows.map(toHeard);
  }

  async find(tx: Tx, statementId: string): Promise<MoveHeard | undefined> {
    const [row] = await tx.query<Row[]>(`SELECT ${COLUMNS} FROM move_heard WHERE statement_id = $1`, [statementId]);
    return row && toHeard(row);
  }

  /**
   * What stands, was heard before a moment, and is of another home or by other terms than the contract is known with here. What was objected to is left out.
   * @returns ids of statements, a hundred at most.
   */
  async unfitting(tx: Tx, heardBefore: Instant): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT m.statement_id AS id FROM move_heard m
       WHERE m.received_at <= $1 AND NOT EXISTS (SELECT FROM move_objection o WHERE o.statement_id = m.statement_id)
         AND NOT EXISTS (SELECT FROM move_heard l WHERE l.member = m.member AND l.person_id = m.person_id AND l.said_at > m.said_at)
         AND EXISTS (SELECT FROM joint_contract j WHERE j.contract_id = m.contract_id)
         AND (EXISTS (SELECT FROM joint_contract j WHERE j.contract_id = m.contract_id AND j.home <> m.member)
           OR NOT EXISTS (SELECT FROM joint_contract j WHERE j.contract_id = m.contract_id AND j.terms_digest = m.content->>'termsDigest'))
       ORDER BY 1 LIMIT 100`,
      [heardBefore],
    );
    return rows.map(({ id }) => id);
  }

  /** All that a member told of somebody, what it said last first. */
  async of(tx: Tx, { member, content }: MoveHeard): Promise<MoveHeard[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${COLUMNS} FROM move_heard WHERE member = $1 AND person_id = $2 ORDER BY said_at DESC`,
      [member, content.person],
    );
    return rows.map(toHeard);
  }
}
