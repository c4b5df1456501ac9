import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The claims that are out to outsiders, as payments told them with each run; null for runs from before. */
export class ToldParts1764600001000 implements MigrationInterface {
  readonly name = 'ToldParts1764600001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN parts jsonb');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN parts');
  }
}
