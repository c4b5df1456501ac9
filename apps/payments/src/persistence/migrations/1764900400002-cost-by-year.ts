import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is spent of all contracts in some budget years, without reading the whole ledger: few lines are costs. */
export class CostByYear1764900400002 implements MigrationInterface {
  readonly name = 'CostByYear1764900400002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX ledger_line_cost ON ledger_line (contract_id, budget_year, party) INCLUDE (amount) WHERE account = 'cost'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ledger_line_cost');
  }
}
