import { Injectable } from '@nestjs/common';
import type {
  Appropriation,
  AppropriationKind,
  ContractFact,
  Decision,
  Financing,
  RiskDecision,
} from '@ringvirkning/contracts-domain';
import { canonicalJson, instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { FactStore } from './fact.store.js';

interface AppropriationRow {
  id: string;
  payer: string;
  budget_year: number;
  amount: string;
  subject: string;
  at: Date;
  kind: AppropriationKind;
  account: string | null;
  area: string | null;
  reason: string | null;
  decision: Decision | null;
  financing: { text: string; amount: string; account?: string }[] | null;
  counterpart: string | null;
}

interface RiskDecisionRow {
  id: string;
  payer: string;
  budget_year: number;
  uncovered: string;
  decision: Decision;
  subject: string;
  at: Date;
}

/** What councils have set aside and decided; both are only ever added. */
@Injectable()
export class AppropriationStore {
  constructor(private readonly facts: FactStore) {}

  async of(tx: Tx, contractId: string): Promise<Appropriation[]> {
    const rows = await tx.query<AppropriationRow[]>(
      'SELECT id, payer, budget_year, amount, subject, at, kind, account, area, reason, decision, financing, counterpart FROM appropriation WHERE contract_id = $1 ORDER BY at, id',
      [contractId],
    );
    return rows.map(toAppropriation);
  }

  async riskDecisionsOf(tx: Tx, contractId: string, version: number): Promise<RiskDecision[]> {
    const rows = await tx.query<RiskDecisionRow[]>(
      'SELECT id, payer, budget_year, uncovered, decision, subject, at FROM risk_decision WHERE contract_id = $1 AND version = $2 ORDER BY at, id',
      [contractId, version],
    );
    return rows.map(({ budget_year: budgetYear, uncovered, subject, at, ...row }) => ({
      ...{ ...row, budgetYear, by: subject },
      ...{ uncovered: BigInt(uncovered), at: instant(at.toISOString()) },
    }));
  }

  async add(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'appropriated' }>): Promise<void> {
    const { id, payer, budgetYear, amount, by, at, kind = 'original', decision, ...more } = fact.appropriation;
    const { financing } = more;
    await tx.query(
      `INSERT INTO appropriation (id, contract_id, payer, budget_year, amount, subject, at, kind, account, area, reason, decision, financing, counterpart)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[id, contractId, payer, budgetYear, amount.toString(), by, at, kind],
        ...[more.account ?? null, more.area ?? null, more.reason ?? null],
        ...[decision ? canonicalJson(decision) : null, financing ? canonicalJson(financing) : null],
        more.counterpart ?? null,
      ],
    );
    await this.facts.add(tx, contractId, fact);
  }

  async addRiskDecision(
    tx: Tx,
    contractId: string,
    fact: Extract<ContractFact, { type: 'risk-carried' }>,
  ): Promise<void> {
    const { version, riskDecision } = fact;
    const { id, payer, budgetYear, uncovered, decision, by, at } = riskDecision;
    await tx.query(
      'INSERT INTO risk_decision (id, contract_id, version, payer, budget_year, uncovered, decision, subject, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, contractId, version, payer, budgetYear, uncovered.toString(), canonicalJson(decision), by, at],
    );
    await this.facts.add(tx, contractId, fact);
  }

  /** Held while money is taken from a contract: nobody is told meanwhile how much it has. */
  async hold(tx: Tx, contractId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${LOCK})`, [contractId]);
  }

  /** Waits for whoever takes money from the contract now. */
  async settled(tx: Tx, contractId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`, [contractId]);
  }
}

const LOCK = `hashtextextended('appropriations ' || $1::text, 0)`;

const toAppropriation = (row: AppropriationRow): Appropriation => ({
  ...{ id: row.id, payer: row.payer, budgetYear: row.budget_year, amount: BigInt(row.amount), by: row.subject },
  ...{ at: instant(row.at.toISOString()), kind: row.kind },
  account: row.account ?? undefined,
  area: row.area ?? undefined,
  reason: row.reason ?? undefined,
  decision: row.decision ?? undefined,
  financing: row.financing?.map(({ amount, ...each }): Financing => ({ ...each, amount: BigInt(amount) })),
  counterpart: row.counterpart ?? undefined,
});
