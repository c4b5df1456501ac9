import { Injectable } from '@nestjs/common';
import type { CapitalRecorded } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { CapitalFact } from '../purses/capital-entries.js';

/** SQL: whether the fact `f` is a record of what happened, and not taken back. */
const STANDS = 'f.withdraws IS NULL AND NOT EXISTS (SELECT FROM capital_fact w WHERE w.withdraws = f.fact_id)';

/** Capital as payments recorded it; a fact may arrive before its contract, and before or after what takes it back. */
@Injectable()
export class CapitalFactStore {
  async add(tx: Tx, facts: readonly CapitalRecorded[]): Promise<void> {
    for (const { factId, contractId, place, currency, withdraws, movements } of facts)
      await tx.query(
        'INSERT INTO capital_fact (fact_id, contract_id, place, currency, withdraws, movements) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING',
        [factId, contractId, place, currency, withdraws, JSON.stringify(movements)],
      );
  }

  /** Whether a record stands: one that is not taken back. */
  async has(tx: Tx, contractId: string): Promise<boolean> {
    const [row] = await tx.query<{ has: boolean }[]>(
      `SELECT EXISTS (SELECT FROM capital_fact f WHERE contract_id = $1 AND ${STANDS}) AS has`,
      [contractId],
    );
    return row!.has;
  }

  /** What stands, in order. */
  standing(tx: Tx, contractId: string): Promise<CapitalFact[]> {
    return tx.query<CapitalFact[]>(
      `SELECT fact_id AS "factId", movements FROM capital_fact f WHERE contract_id = $1 AND ${STANDS} ORDER BY place`,
      [contractId],
    );
  }

  /** Contracts whose capital would tell of payments: some of it was paid by what came back, or by a guarantee. */
  async restingOnPayments(tx: Tx): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT contract_id AS id FROM capital_fact WHERE movements @> '[{"kind": "reinvested"}]' OR movements @> '[{"kind": "guarantee"}]'`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}
