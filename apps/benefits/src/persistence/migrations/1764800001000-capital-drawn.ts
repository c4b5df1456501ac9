import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The capital committed to the version in force, and the next day on which some of it is drawn. */
export class CapitalDrawn1764800001000 implements MigrationInterface {
  readonly name = 'CapitalDrawn1764800001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE contract ADD COLUMN capital jsonb NOT NULL DEFAULT '[]', ADD COLUMN capital_due_on date`,
    );
    await runner.query(
      'CREATE INDEX contract_capital_due ON contract (capital_due_on) WHERE capital_due_on IS NOT NULL',
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract DROP COLUMN capital, DROP COLUMN capital_due_on');
  }
}
