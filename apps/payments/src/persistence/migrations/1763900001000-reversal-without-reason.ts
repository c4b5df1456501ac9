import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why an outcome was reversed is written about a person; it stays with the claim. */
export class ReversalWithoutReason1763900001000 implements MigrationInterface {
  readonly name = 'ReversalWithoutReason1763900001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fact_reversal DROP COLUMN reason');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE fact_reversal ADD COLUMN reason text NOT NULL DEFAULT ''`);
  }
}
