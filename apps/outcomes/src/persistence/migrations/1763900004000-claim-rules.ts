import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTS = ['claims', 'verification', 'parties'];

/** The parts of the terms that rule claims, beside the whole document: every step of a claim reads them, and unpacking the document for each is most of its work. */
export class ClaimRules1763900004000 implements MigrationInterface {
  readonly name = 'ClaimRules1763900004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE contract ${PARTS.map((part) => `ADD COLUMN ${part} jsonb GENERATED ALWAYS AS (terms->'${part}') STORED`).join(', ')}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contract ${PARTS.map((part) => `DROP COLUMN ${part}`).join(', ')}`);
  }
}
