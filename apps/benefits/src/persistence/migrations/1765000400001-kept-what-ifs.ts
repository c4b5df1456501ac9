import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// Questions that somebody gave a name, to ask them again beside others. They book nothing, and whoever kept one may remove it.
const TABLE = `CREATE TABLE kept_what_if (
  what_if_id uuid PRIMARY KEY,
  contract_id uuid NOT NULL,
  owner text NOT NULL,
  owner_name text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  change jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  UNIQUE (contract_id, owner, name))`;

/** What-ifs that are kept for later. */
export class KeptWhatIfs1765000400001 implements MigrationInterface {
  readonly name = 'KeptWhatIfs1765000400001';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TABLE, ...protect('kept_what_if', { rls: 'contract_id' })]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kept_what_if');
  }
}
