import { instant, type Instant } from '@ringvirkning/kernel';
import type { MoveRefusal } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

/** That a statement about somebody who moved is not taken for true; whoever told it hears of it. */
export interface MoveObjection {
  readonly statementId: string;
  readonly contractId: string;
  readonly reason: MoveRefusal;
  readonly at: Instant;
  /** Null where the terms alone show it. */
  readonly by: { readonly subject: string; readonly name: string } | null;
}
type Row = Omit<MoveObjection, 'at' | 'by'> & {
  readonly at: Date;
  readonly by: string | null;
  readonly name: string | null;
};

/** One for each statement; it is never changed. What it leads to is another statement. */
export class MoveObjectionStore {
  /** @returns false where there is one already. */
  async add(tx: Tx, { statementId, contractId, reason, at, by }: MoveObjection): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO move_objection (statement_id, contract_id, reason, at, by, name) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [statementId, contractId, reason, at, by?.subject ?? null, by?.name ?? null],
    );
    return rows.length > 0;
  }

  async of(tx: Tx, statementIds: readonly string[]): Promise<ReadonlyMap<string, MoveObjection>> {
    const rows = await tx.query<Row[]>(
      `SELECT statement_id AS "statementId", contract_id AS "contractId", reason, at, by, name FROM move_objection WHERE statement_id = ANY ($1::uuid[])`,
      [statementIds],
    );
    return new Map(
      rows.map(({ at, by, name, ...row }) => [
        row.statementId,
        { ...row, at: instant(at.toISOString()), by: by === null || name === null ? null : { subject: by, name } },
      ]),
    );
  }
}
