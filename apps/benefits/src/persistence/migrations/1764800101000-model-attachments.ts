import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What the terms in force are about: outcomes, groups, and whether there is capital. Null for contracts from before it was kept.
  'ALTER TABLE contract ADD subject jsonb',
  // Which model a contract had from when on; null: none.
  `CREATE TABLE model_attachment (
    attachment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    model text REFERENCES valuation_model (model),
    attached_by text NOT NULL,
    attached_at timestamptz NOT NULL)`,
  'CREATE INDEX model_attachment_contract ON model_attachment (contract_id, attachment_id)',
];

/** Models are attached, replaced and detached; all of it stays known. */
export class ModelAttachments1764800101000 implements MigrationInterface {
  readonly name = 'ModelAttachments1764800101000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...protect('model_attachment', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_attachment');
    await runner.query('ALTER TABLE contract DROP subject');
  }
}
