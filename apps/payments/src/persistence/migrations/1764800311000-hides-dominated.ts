import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs authorised from now on publish no amount of which one person makes up most; what those before published stands. */
export class HidesDominated1764800311000 implements MigrationInterface {
  readonly name = 'HidesDominated1764800311000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN hides_dominated boolean NOT NULL DEFAULT true');
    await runner.query(`UPDATE payment_run SET hides_dominated = false WHERE status = 'authorised'`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN hides_dominated');
  }
}
