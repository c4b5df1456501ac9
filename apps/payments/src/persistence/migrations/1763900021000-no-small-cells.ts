import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outsiders see follows from what was published before, not from a mark on the run. */
export class NoSmallCells1763900021000 implements MigrationInterface {
  readonly name = 'NoSmallCells1763900021000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN small_cells');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN small_cells boolean NOT NULL DEFAULT false');
  }
}
