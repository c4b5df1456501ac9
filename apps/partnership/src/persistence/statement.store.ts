import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { bodyOf, textOf, type Statement } from '@ringvirkning/partnership-domain';
import { digestOf } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface PendingStatement {
  readonly digest: string;
  readonly statement: Statement;
  readonly saidAt: Instant;
}

/** Statements that wait to be entered by the keeper. */
@Injectable()
export class StatementStore {
  /** What it says is known by its digest; said once more it waits once. */
  async add(tx: Tx, statement: Statement): Promise<string> {
    const digest = digestOf(bodyOf(statement));
    await tx.query(
      'INSERT INTO statement (digest, body, said_at) VALUES ($1, $2, $3) ON CONFLICT (digest) DO UPDATE SET body = excluded.body',
      [digest, textOf(statement), statement.at],
    );
    return digest;
  }

  async all(tx: Tx): Promise<PendingStatement[]> {
    const rows = await tx.query<{ digest: string; body: string; said_at: Date }[]>(
      'SELECT digest, body, said_at FROM statement ORDER BY said_at, digest',
    );
    return rows.map(({ digest, body, said_at: at }) => ({
      ...{ digest, statement: JSON.parse(body) as Statement, saidAt: at.toISOString() as Instant },
    }));
  }

  async done(tx: Tx, digests: readonly string[]): Promise<void> {
    if (digests.length > 0) await tx.query('DELETE FROM statement WHERE digest = ANY ($1)', [digests]);
  }
}
