import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events of runs authorised from now on tell all parts, however many claims are in them; the next run of a contract tells what did not fit before. */
export class ToldWhole1764700007001 implements MigrationInterface {
  readonly name = 'ToldWhole1764700007001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN tells_all boolean NOT NULL DEFAULT true');
    await runner.query(`UPDATE payment_run SET tells_all = false WHERE status = 'authorised'`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN tells_all');
  }
}
