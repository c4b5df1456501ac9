import { Injectable } from '@nestjs/common';
import type { ContractYear, KeptYear } from '@ringvirkning/contracts-domain';
import type { Tx } from '@ringvirkning/persistence';

/** What a payer may have to pay of a contract in a budget year; minor units. */
export interface Commitment extends Pick<
  ContractYear,
  'organisation' | 'payerName' | 'department' | 'budgetYear' | 'currency' | 'worstCase'
> {
  readonly payer: string;
}

/** The same with what is appropriated. */
export type CommittedYear = Omit<ContractYear, 'spent'> & { readonly payer: string };

type KeptRow = Omit<KeptYear, 'appropriated' | 'worstCase' | 'uncovered' | 'unspent'> &
  Record<'appropriated' | 'worstCase' | 'uncovered' | 'unspent', string>;
type Row = Omit<CommittedYear, 'appropriated' | 'worstCase'> & { appropriated: string; worstCase: string };

@Injectable()
export class CommitmentStore {
  /** Contracts that are or were in force whose commitments are not those of the version that stands. */
  async missing(tx: Tx, most: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT contract_id AS id FROM contract WHERE activated_on IS NOT NULL AND committed_version IS DISTINCT FROM version ORDER BY contract_id LIMIT $1`,
      [most],
    );
    return rows.map(({ id }) => id);
  }

  async put(tx: Tx, contractId: string, version: number, all: readonly Commitment[]): Promise<void> {
    await tx.query(
      `INSERT INTO commitment (contract_id, version, payer, budget_year, organisation, payer_name, department, currency, worst_case)
       SELECT $1, $2, c.payer, c."budgetYear", c.organisation, c."payerName", c.department, c.currency, c."worstCase"
       FROM jsonb_to_recordset($3::jsonb) AS c (payer text, "budgetYear" integer, organisation text, "payerName" text, department text, currency text, "worstCase" bigint)
       ON CONFLICT DO NOTHING`,
      [contractId, version, JSON.stringify(all.map((each) => ({ ...each, worstCase: each.worstCase.toString() })))],
    );
    await tx.query('UPDATE contract SET committed_version = $2 WHERE contract_id = $1', [contractId, version]);
  }

  /** Of contracts that are or were in force, in these budget years. One that has ended commits to nothing more: what stays of it is what was appropriated and spent. */
  async between(tx: Tx, from: number, to: number): Promise<CommittedYear[]> {
    return (
      await tx.query<Row[]>(
        `${COMMITTED('WHERE budget_year BETWEEN $1 AND $2')} WHERE k.activated_on IS NOT NULL AND c.budget_year BETWEEN $1 AND $2`,
        [from, to],
      )
    ).map(toCommitted);
  }

  /** The same, of these years of these payers in these contracts alone. */
  async of(
    tx: Tx,
    keys: readonly Pick<CommittedYear, 'contractId' | 'payer' | 'budgetYear'>[],
  ): Promise<CommittedYear[]> {
    if (keys.length === 0) return [];
    const columns = [
      keys.map((key) => key.contractId),
      keys.map((key) => key.payer),
      keys.map((key) => key.budgetYear),
    ];
    return (
      await tx.query<Row[]>(
        `${COMMITTED('WHERE contract_id = ANY ($1)')} JOIN unnest($1::uuid[], $2::text[], $3::int[]) AS key (contract_id, payer, budget_year) USING (contract_id, payer, budget_year)
         WHERE k.activated_on IS NOT NULL`,
        columns,
      )
    ).map(toCommitted);
  }

  /** What all contracts come to, for who sees all: sums that triggers keep with their rows (`budget_sum`), so that it costs the same however many contracts there are. */
  async kept(tx: Tx, from: number, to: number): Promise<KeptYear[]> {
    const rows = await tx.query<KeptRow[]>(
      `SELECT organisation, payer_name AS "payerName", department, currency, budget_year AS "budgetYear", contracts,
         appropriated::text, worst_case::text AS "worstCase", uncovered::text, unspent::text
       FROM budget_sum WHERE budget_year BETWEEN $1 AND $2`,
      [from, to],
    );
    return rows.map(({ appropriated, worstCase, uncovered, unspent, ...of }) => ({
      ...{ ...of, appropriated: BigInt(appropriated), worstCase: BigInt(worstCase) },
      ...{ uncovered: BigInt(uncovered), unspent: BigInt(unspent) },
    }));
  }
}

/** SQL: the years of contracts, with what is appropriated of them. */
const COMMITTED = (appropriations: string): string =>
  `SELECT c.contract_id AS "contractId", c.payer, c.budget_year AS "budgetYear", c.organisation, c.payer_name AS "payerName", c.department, c.currency,
     CASE k.status WHEN 'active' THEN c.worst_case ELSE 0 END::text AS "worstCase", coalesce(a.amount, 0)::text AS appropriated
   FROM contract k JOIN commitment c USING (contract_id, version)
   LEFT JOIN (SELECT contract_id, payer, budget_year, sum(amount) AS amount FROM appropriation ${appropriations} GROUP BY 1, 2, 3) a
     USING (contract_id, payer, budget_year)`;

const toCommitted = (row: Row): CommittedYear => ({
  ...{ ...row, worstCase: BigInt(row.worstCase), appropriated: BigInt(row.appropriated) },
});
