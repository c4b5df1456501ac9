import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What payments recorded of capital; a contract that has any counts by it, and not by its plan. */
export class CapitalFacts1765000200002 implements MigrationInterface {
  readonly name = 'CapitalFacts1765000200002';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE capital_fact (
        fact_id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        place integer NOT NULL,
        currency text NOT NULL,
        withdraws uuid,
        movements jsonb NOT NULL)`,
      'CREATE INDEX capital_fact_contract ON capital_fact (contract_id, place)',
      ...protect('capital_fact', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE capital_fact');
  }
}
