import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the last probe began that has passed through all services: one row at most. */
export class Probe1766010904000 implements MigrationInterface {
  readonly name = 'Probe1766010904000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE probe (begun_at timestamptz NOT NULL)');
    await runner.query('CREATE UNIQUE INDEX probe_once ON probe ((true))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE probe');
  }
}
