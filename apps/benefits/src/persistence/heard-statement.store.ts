import { Injectable } from '@nestjs/common';
import { parseMinor, instant, type Instant } from '@ringvirkning/kernel';
import type { Statement, StatementFault } from '@ringvirkning/benefits-domain';
import type { BenefitsGained } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

/** What a partner has told us to gain. */
export interface HeardStatement extends Statement {
  readonly statementId: string;
  readonly contractId: string;
  readonly member: string;
  readonly content: BenefitsGained;
  readonly heardAt: Instant;
  readonly fault: StatementFault | null;
  /** Null while it was not in our books. */
  readonly bookedAt: Instant | null;
}

/** As the rules of statements take it. */
export const statementOf = (content: BenefitsGained, digest: string): Statement => ({
  digest,
  number: content.number,
  asOf: content.asOf,
  currency: content.currency,
  termsDigest: content.termsDigest,
  amount: parseMinor(content.amount),
  lines: content.lines.map((line) => ({ ...line, amount: parseMinor(line.amount) })),
});

interface Row extends Pick<HeardStatement, 'statementId' | 'contractId' | 'member' | 'digest' | 'content' | 'fault'> {
  readonly heardAt: Date;
  readonly bookedAt: Date | null;
}

const STATEMENTS = `SELECT s.statement_id AS "statementId", s.contract_id AS "contractId", s.member, s.digest, s.content, s.fault, s.heard_at AS "heardAt", b.booked_at AS "bookedAt"
  FROM heard_statement s LEFT JOIN heard_statement_booking b USING (statement_id)`;

const fromRow = ({ heardAt, bookedAt, ...row }: Row): HeardStatement => ({
  ...row,
  ...statementOf(row.content, row.digest),
  heardAt: instant(heardAt.toISOString()),
  bookedAt: bookedAt && instant(bookedAt.toISOString()),
});

/** Statements are only ever added, and so is that they are in the books. Writers hold the contract. */
@Injectable()
export class HeardStatementStore {
  async add(
    tx: Tx,
    {
      statementId,
      member,
      digest,
      content,
      heardAt,
      fault,
    }: Pick<HeardStatement, 'statementId' | 'member' | 'digest' | 'content' | 'heardAt' | 'fault'>,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO heard_statement (statement_id, contract_id, member, number, digest, content, heard_at, fault) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [statementId, content.contractId, member, content.number, digest, JSON.stringify(content), heardAt, fault],
    );
  }

  async booked(tx: Tx, { statementId, contractId }: HeardStatement, at: Instant): Promise<void> {
    await tx.query('INSERT INTO heard_statement_booking (statement_id, contract_id, booked_at) VALUES ($1, $2, $3)', [
      statementId,
      contractId,
      at,
    ]);
  }

  /** What one member has told of a contract, in the order of its numbers. */
  async ofContract(tx: Tx, contractId: string, member: string): Promise<HeardStatement[]> {
    const rows = await tx.query<Row[]>(
      `${STATEMENTS} WHERE s.contract_id = $1 AND s.member = $2 ORDER BY s.number, s.heard_at`,
      [contractId, member],
    );
    return rows.map(fromRow);
  }

  /** What stands in the books of a contract; undefined while nothing does. */
  async held(tx: Tx, contractId: string): Promise<HeardStatement | undefined> {
    const rows = await tx.query<Row[]>(
      `${STATEMENTS} WHERE s.contract_id = $1 AND b.booked_at IS NOT NULL ORDER BY s.number DESC LIMIT 1`,
      [contractId],
    );
    return rows.map(fromRow)[0];
  }

  /** What each member has said last of a contract, in the books or not: the highest number, and of the same number what came last. */
  async last(tx: Tx, contractId: string): Promise<HeardStatement[]> {
    const rows = await tx.query<Row[]>(
      `SELECT DISTINCT ON (member) * FROM (${STATEMENTS} WHERE s.contract_id = $1) s ORDER BY member, (content->>'number')::int DESC, "statementId" DESC`,
      [contractId],
    );
    return rows.map(fromRow);
  }
}
