import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the last probe began: one row. The first begins five minutes after this. */
export class Probe1766010903000 implements MigrationInterface {
  readonly name = 'Probe1766010903000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'CREATE TABLE probe (begun_at timestamptz NOT NULL)',
      'CREATE UNIQUE INDEX probe_once ON probe ((true))',
      'INSERT INTO probe VALUES (now())',
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE probe');
  }
}
