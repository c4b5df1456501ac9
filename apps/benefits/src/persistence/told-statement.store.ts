import { Injectable } from '@nestjs/common';
import type { Held, Named } from '@ringvirkning/benefits-domain';
import { instant, parseMinor, type Instant } from '@ringvirkning/kernel';
import type { BenefitsBooked, BenefitsGained } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

/** What we have told a partner to gain. */
export interface ToldStatement extends Named {
  readonly statementId: string;
  readonly contractId: string;
  readonly member: string;
  readonly content: BenefitsGained;
  readonly toldAt: Instant;
  /** Why it never came to the partner; null when it did, or may yet. */
  readonly lost: string | null;
}

/** What a partner has answered to a statement. */
export interface Answer extends Named {
  readonly fault: string | null;
  readonly held: Held | null;
  readonly at: Instant;
}

interface Row extends Omit<ToldStatement, 'toldAt'> {
  readonly toldAt: Date;
}

const STATEMENTS = `SELECT s.statement_id AS "statementId", s.contract_id AS "contractId", s.member, s.number, s.digest, s.content, s.told_at AS "toldAt", l.reason AS lost
  FROM told_statement s LEFT JOIN told_statement_lost l USING (statement_id)`;
const fromRow = (row: Row): ToldStatement => ({ ...row, toldAt: instant(row.toldAt.toISOString()) });

/** Statements and answers are only ever added. Writers hold the contract. */
@Injectable()
export class ToldStatementStore {
  async add(
    tx: Tx,
    { statementId, contractId, member, number, digest, content, toldAt }: Omit<ToldStatement, 'lost'>,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO told_statement (statement_id, contract_id, member, number, digest, content, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [statementId, contractId, member, number, digest, JSON.stringify(content), toldAt],
    );
  }

  async find(tx: Tx, statementId: string): Promise<ToldStatement | undefined> {
    return (await tx.query<Row[]>(`${STATEMENTS} WHERE s.statement_id = $1`, [statementId])).map(fromRow)[0];
  }

  /** What was told to each partner last, by contract; to everybody, or of one contract. */
  async last(tx: Tx, contractId?: string): Promise<ToldStatement[]> {
    const rows = await tx.query<Row[]>(
      `SELECT DISTINCT ON (s."contractId", s.member) * FROM (${STATEMENTS}) s WHERE $1::uuid IS NULL OR s."contractId" = $1 ORDER BY s."contractId", s.member, s.number DESC`,
      [contractId ?? null],
    );
    return rows.map(fromRow);
  }

  /** Numbers and digests of all that one member was told of a contract. */
  async named(tx: Tx, contractId: string, member: string): Promise<Named[]> {
    return tx.query<Named[]>('SELECT number, digest FROM told_statement WHERE contract_id = $1 AND member = $2', [
      contractId,
      member,
    ]);
  }

  async answer(
    tx: Tx,
    member: string,
    { contractId, number, statementDigest, fault, held, at }: BenefitsBooked,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO told_statement_answer (contract_id, member, number, digest, fault, held, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [contractId, member, number, statementDigest, fault, held && JSON.stringify(held), at],
    );
  }

  /** Oldest first. */
  async answers(tx: Tx, contractId: string, member: string): Promise<Answer[]> {
    const rows = await tx.query<(Omit<Answer, 'held' | 'at'> & { held: BenefitsBooked['held']; at: Date })[]>(
      'SELECT number, digest, fault, held, at FROM told_statement_answer WHERE contract_id = $1 AND member = $2 ORDER BY answer_id',
      [contractId, member],
    );
    return rows.map(({ held, at, ...row }) => ({
      ...row,
      held: held && { ...held, amount: parseMinor(held.amount) },
      at: instant(at.toISOString()),
    }));
  }

  async lose(tx: Tx, { statementId, contractId }: ToldStatement, reason: string): Promise<void> {
    await tx.query(
      'INSERT INTO told_statement_lost (statement_id, contract_id, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [statementId, contractId, reason],
    );
  }
}
