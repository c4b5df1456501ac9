import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one request caused is found by its correlation id. */
export class Correlations1700000000130 implements MigrationInterface {
  readonly name = 'Correlations1700000000130';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX outbox_correlation ON outbox (correlation_id) WHERE correlation_id IS NOT NULL');
    await runner.query(
      `CREATE INDEX dead_letter_correlation ON dead_letter ((envelope->>'correlationid')) WHERE envelope->>'correlationid' IS NOT NULL`,
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_correlation, dead_letter_correlation');
  }
}
