import type { AllSpending } from '@ringvirkning/payments-api';
import { ACCOUNTS } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';

export interface BudgetYears {
  readonly from: number;
  readonly to: number;
  /** The contract after which to begin. */
  readonly after: string | null;
}

/** What the books hold as spent, of all contracts. */
export class SpendingStore {
  async between(tx: Tx, { from, to, after }: BudgetYears, limit: number): Promise<AllSpending['years']> {
    return tx.query<AllSpending['years']>(
      `SELECT contract_id AS "contractId", party AS payer, budget_year AS "budgetYear", sum(amount)::text AS spent FROM ledger_line
       WHERE account = $4 AND budget_year BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR contract_id > $3)
       GROUP BY contract_id, budget_year, party ORDER BY contract_id LIMIT $5`,
      [from, to, after, ACCOUNTS.cost, limit],
    );
  }
}
