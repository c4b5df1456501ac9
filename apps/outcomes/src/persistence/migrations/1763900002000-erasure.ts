import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Erasure1763900002000 implements MigrationInterface {
  readonly name = 'Erasure1763900002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE participant ADD erased_at timestamptz, ADD erased_by text, ADD CHECK (erased_at IS NULL OR (person_digest IS NULL AND external_key IS NULL))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participant DROP erased_at, DROP erased_by');
  }
}
