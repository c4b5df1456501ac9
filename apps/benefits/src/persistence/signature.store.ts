import { Injectable } from '@nestjs/common';
import { digestOf, type Currency, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { Planned, SignedLine } from '../purses/at-signature.js';

/** What a purse was expected to gain, and by which contract. */
export interface SignedCell extends SignedLine {
  readonly contractId: string;
}

export interface SignedQuery {
  readonly currency: Currency;
  readonly contractId?: string | undefined;
  readonly silo?: string | undefined;
}

/** Forecasts of the days contracts were signed: one for each version, never changed. */
@Injectable()
export class SignatureStore {
  /** What the version in force plans, unless its forecast is kept already. */
  async toKeep(tx: Tx, contractId: string): Promise<readonly Planned[] | null> {
    const [row] = await tx.query<{ planned: Planned[] | null }[]>(
      `SELECT planned FROM contract c WHERE contract_id = $1 AND NOT EXISTS (SELECT FROM signature_forecast s WHERE s.contract_id = c.contract_id AND s.version = c.version)`,
      [contractId],
    );
    return row?.planned ?? null;
  }

  async add(
    tx: Tx,
    { contractId, version }: { readonly contractId: string; readonly version: number },
    model: string,
    planned: readonly Planned[],
    lines: readonly SignedLine[],
    at: Instant,
  ): Promise<void> {
    const kept = lines.map((line) => ({ ...line, amount: line.amount.toString() }));
    await tx.query(
      'INSERT INTO signature_forecast (contract_id, version, model, planned, lines, digest, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [contractId, version, model, JSON.stringify(planned), JSON.stringify(kept), digestOf({ planned, kept }), at],
    );
  }

  /** Of each contract the forecast of its newest version. */
  async find(tx: Tx, { currency, contractId, silo }: SignedQuery): Promise<SignedCell[]> {
    const rows = await tx.query<(Omit<SignedCell, 'amount'> & { amount: string })[]>(
      `SELECT s.contract_id AS "contractId", l.silo, l."budgetYear", l.cashable, l.amount::text AS amount
       FROM (SELECT DISTINCT ON (contract_id) contract_id, lines FROM signature_forecast WHERE $2::uuid IS NULL OR contract_id = $2 ORDER BY contract_id, version DESC) AS s
         JOIN contract c ON c.contract_id = s.contract_id AND c.currency = $1
         CROSS JOIN LATERAL jsonb_to_recordset(s.lines) AS l (silo text, "budgetYear" integer, cashable boolean, amount numeric)
       WHERE $3::text IS NULL OR l.silo = $3`,
      [currency, contractId ?? null, silo ?? null],
    );
    return rows.map(({ amount, ...cell }) => ({ ...cell, amount: BigInt(amount) }));
  }
}
