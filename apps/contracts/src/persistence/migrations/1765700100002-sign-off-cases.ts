import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day of the decision that a sign-off rests on, and the case it is filed under. */
export class SignOffCases1765700100002 implements MigrationInterface {
  readonly name = 'SignOffCases1765700100002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off ADD decided_on date, ADD case_number text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off DROP decided_on, DROP case_number');
  }
}
