import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evidence that can be opened. What claims and measurements refer to by digest is found by it, so that files go with the last person they are about. */
export class EvidenceFiles1763900031000 implements MigrationInterface {
  readonly name = 'EvidenceFiles1763900031000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Without its key nobody can read a file, wherever copies of it are: forgetting the key is the erasure, taking away the bytes follows.
      `CREATE TABLE evidence_file (
        contract_id uuid NOT NULL REFERENCES contract,
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        file_key text,
        media_type text NOT NULL,
        size bigint NOT NULL,
        organisation text NOT NULL,
        uploaded_at timestamptz NOT NULL,
        uploaded_by text NOT NULL,
        PRIMARY KEY (contract_id, digest))`,
      'CREATE INDEX evidence_file_forgotten ON evidence_file (contract_id) WHERE file_key IS NULL',
      'CREATE INDEX evidence_file_age ON evidence_file (uploaded_at)',
      `CREATE INDEX claim_evidence ON claim USING gin (evidence jsonb_path_ops) WHERE evidence <> '[]'`,
      `CREATE INDEX measurement_evidence ON measurement ((evidence->>'digest')) WHERE evidence IS NOT NULL`,
      ...protect('evidence_file', { rls: 'contract_id' }),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX claim_evidence, measurement_evidence');
    await runner.query('DROP TABLE evidence_file');
  }
}
