import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was logged of readings goes to the log that all services share. It did not say whom they were about. */
export class AccessRecordsMoved1764400001000 implements MigrationInterface {
  readonly name = 'AccessRecordsMoved1764400001000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO access_record (at, subject, organisation, what, contract_id, correlation_id)
       SELECT at, subject, organisation, what, contract_id, '' FROM access_log ORDER BY id`,
    );
    await runner.query('DROP TABLE access_log');
  }
  async down(): Promise<void> {
    throw new Error('the lines say more than the table of before could hold');
  }
}
