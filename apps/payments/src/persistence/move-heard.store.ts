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
  /** The same one again is the same one. */
  async add(tx: Tx, { statementId, member, content, receivedAt }: MoveHeard): Promise<void> {
    const { contractId, person, at } = content;
    await tx.query(
      `INSERT INTO move_heard (statement_id, contract_id, member, person_id, said_at, content, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (member, person_id, said_at) DO NOTHING`,
      [statementId, contractId, member, person, at, JSON.stringify(content), receivedAt],
    );
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

  /** All that a member told of somebody, what it said last first. */
  async of(tx: Tx, { member, content }: MoveHeard): Promise<MoveHeard[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${COLUMNS} FROM move_heard WHERE member = $1 AND person_id = $2 ORDER BY said_at DESC`,
      [member, content.person],
    );
    return rows.map(toHeard);
  }
}
