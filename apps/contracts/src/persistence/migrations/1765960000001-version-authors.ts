import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name of whoever saved a version: what the sign-in calls people by need not be readable. */
export class VersionAuthors1765960000001 implements MigrationInterface {
  readonly name = 'VersionAuthors1765960000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract_version ADD author text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract_version DROP author');
  }
}
