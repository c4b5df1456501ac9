import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payment runs as they were told of: which of them count an outcome is part of its story. */
export class AuthorisedRuns1764600041000 implements MigrationInterface {
  readonly name = 'AuthorisedRuns1764600041000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE authorised_run (
      run_id uuid PRIMARY KEY,
      contract_id uuid NOT NULL,
      no integer NOT NULL,
      cut_off date NOT NULL,
      authorised_at timestamptz NOT NULL)`);
    await runner.query('CREATE INDEX authorised_run_contract ON authorised_run (contract_id, no)');
    for (const statement of protect('authorised_run', { rls: 'contract_id', appendOnly: true }))
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE authorised_run');
  }
}
