import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names of those who act on claims, each from the moment it was first seen: facts keep the id alone, and are written by the thousand. */
export class ActingNames1763900003000 implements MigrationInterface {
  readonly name = 'ActingNames1763900003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE acting_name (contract_id uuid NOT NULL, subject text NOT NULL, since timestamptz NOT NULL, name text NOT NULL, PRIMARY KEY (contract_id, subject, since))',
    );
    for (const statement of protect('acting_name', { rls: 'contract_id', appendOnly: true }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE acting_name');
  }
}
