import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a sample left of the price of a fact; without one all of it. */
export class PaidShare1764600040000 implements MigrationInterface {
  readonly name = 'PaidShare1764600040000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fact ADD paid_share text');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fact DROP paid_share');
  }
}
