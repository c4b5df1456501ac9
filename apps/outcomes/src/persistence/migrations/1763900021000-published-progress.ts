import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What outsiders see of the progress: the cells that are out, with the pseudonymous ids behind each version. */
export class PublishedProgress1763900021000 implements MigrationInterface {
  readonly name = 'PublishedProgress1763900021000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE published_progress (
        contract_id uuid PRIMARY KEY,
        no integer NOT NULL,
        as_of timestamptz NOT NULL,
        cells jsonb NOT NULL,
        pending jsonb NOT NULL)`,
    );
    for (const statement of protect('published_progress', { rls: 'contract_id' })) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE published_progress');
  }
}
