import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outsiders may know to be paid, as payments published it; null for runs from before. */
export class PublishedPayments1764000001000 implements MigrationInterface {
  readonly name = 'PublishedPayments1764000001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN published jsonb');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN published');
  }
}
