import { appendOnly, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs what, as the municipality has set it, which chain a version was signed under, and on what. */
export class SignOffChains1764900500001 implements MigrationInterface {
  readonly name = 'SignOffChains1764900500001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // Each change is a version; the last one stands.
      `CREATE TABLE chain_setting (
        version integer PRIMARY KEY CHECK (version > 0),
        expected_success integer NOT NULL CHECK (expected_success BETWEEN 0 AND 100),
        rules jsonb NOT NULL,
        reason text NOT NULL,
        subject text NOT NULL,
        name text,
        at timestamptz NOT NULL)`,
      ...appendOnly('chain_setting'),
      // Fixed by the municipality's first sign-off of the version. Without a setting: that there was none.
      `CREATE TABLE sign_off_chain (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        chain jsonb,
        PRIMARY KEY (contract_id, version),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      ...protect('sign_off_chain', { rls: 'contract_id', appendOnly: true }),
      // What was shown to those who signed, byte by byte as its digest is of.
      `CREATE TABLE signing_summary (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        content text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (contract_id, version, digest),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      ...protect('signing_summary', { rls: 'contract_id', appendOnly: true }),
      'ALTER TABLE sign_off ADD summary text',
      // What is signed already was signed under no chain.
      `INSERT INTO sign_off_chain (contract_id, version) SELECT DISTINCT contract_id, version FROM sign_off WHERE subject IS NOT NULL`,
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off DROP summary');
    await runner.query('DROP TABLE signing_summary, sign_off_chain, chain_setting');
  }
}
