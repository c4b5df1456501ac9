import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the parties say of a draft while it is negotiated, and what the authority answers to their proposals. */
export class DraftRemarks1764900301000 implements MigrationInterface {
  readonly name = 'DraftRemarks1764900301000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE draft_remark (
        remark_id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        path text,
        words text NOT NULL,
        source_format text CHECK (source_format IN ('yaml', 'json')),
        source_text text,
        terms jsonb,
        terms_digest text CHECK (terms_digest ~ '^[0-9a-f]{64}$'),
        subject text NOT NULL,
        name text NOT NULL,
        organisation text NOT NULL,
        at timestamptz NOT NULL,
        CHECK (num_nulls(source_format, source_text, terms, terms_digest) IN (0, 4)),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      'CREATE INDEX draft_remark_contract ON draft_remark (contract_id, at)',
      // A proposal is answered once.
      `CREATE TABLE draft_answer (
        remark_id uuid PRIMARY KEY REFERENCES draft_remark,
        contract_id uuid NOT NULL REFERENCES contract,
        outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
        words text,
        version integer,
        subject text NOT NULL,
        name text NOT NULL,
        organisation text NOT NULL,
        at timestamptz NOT NULL,
        CHECK ((version IS NULL) = (outcome = 'refused')))`,
      'CREATE INDEX draft_answer_contract ON draft_answer (contract_id)',
      ...['draft_remark', 'draft_answer'].flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true })),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft_answer, draft_remark');
  }
}
