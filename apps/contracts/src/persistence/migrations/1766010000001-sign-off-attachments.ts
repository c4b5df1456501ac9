import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The decision behind a sign-off, as a file that can be opened. The bytes are elsewhere. */
export class SignOffAttachments1766010000001 implements MigrationInterface {
  readonly name = 'SignOffAttachments1766010000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // SHA-256 of the file; what is signed says it as well.
      `ALTER TABLE sign_off ADD attachment text CHECK (attachment ~ '^[0-9a-f]{64}$')`,
      // The key of a file is its own, and lies under the master key.
      `CREATE TABLE attachment_file (
        contract_id uuid NOT NULL REFERENCES contract,
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        file_key text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        organisation text NOT NULL,
        uploaded_at timestamptz NOT NULL,
        uploaded_by text NOT NULL,
        PRIMARY KEY (contract_id, digest))`,
      'CREATE INDEX attachment_file_age ON attachment_file (uploaded_at)',
      ...protect('attachment_file', { rls: 'contract_id' }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment_file');
    await runner.query('ALTER TABLE sign_off DROP attachment');
  }
}
