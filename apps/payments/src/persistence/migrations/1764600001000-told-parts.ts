import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events of runs authorised from now on tell the parts that are out to outsiders; the first of a contract tells all of them. */
export class ToldParts1764600001000 implements MigrationInterface {
  readonly name = 'ToldParts1764600001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run ADD COLUMN tells_parts boolean NOT NULL DEFAULT true');
    await runner.query(`UPDATE payment_run SET tells_parts = false WHERE status = 'authorised'`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_run DROP COLUMN tells_parts');
  }
}
