import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts that several municipalities sign, each from an instance of its own. */
export class JointContracts1764703030000 implements MigrationInterface {
  readonly name = 'JointContracts1764703030000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // The organisation that leads a contract of which this is a copy. References are unique among one's own.
      'ALTER TABLE contract ADD home text',
      'ALTER TABLE contract DROP CONSTRAINT contract_ref_key',
      'CREATE UNIQUE INDEX contract_ref ON contract (ref) WHERE home IS NULL',
      // Who signed in another instance is not told.
      'ALTER TABLE sign_off ALTER subject DROP NOT NULL, ADD decision text',
      // Who is what in the partnership, of all but us.
      'CREATE TABLE partner (member text PRIMARY KEY, name text NOT NULL, status text NOT NULL)',
      // Who signs a version from an instance of their own, beside home: fixed when it is frozen.
      `CREATE TABLE contract_partner (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        organisation text NOT NULL,
        PRIMARY KEY (contract_id, version, organisation),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      `CREATE TABLE accession (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        organisation text NOT NULL,
        budget_year integer NOT NULL,
        subject text,
        at timestamptz NOT NULL,
        PRIMARY KEY (contract_id, version, organisation, budget_year),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      `CREATE TABLE withdrawal (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (contract_id, version),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      // What was told to partners, and what has become of it: null while it is on its way, booked, or why not.
      `CREATE TABLE partner_message (
        id text PRIMARY KEY,
        contract_id uuid NOT NULL REFERENCES contract,
        version integer NOT NULL,
        organisation text NOT NULL,
        type text NOT NULL,
        at timestamptz NOT NULL,
        outcome text)`,
      'CREATE INDEX partner_message_contract ON partner_message (contract_id, version)',
      ...['contract_partner', 'accession', 'withdrawal'].flatMap((table) =>
        protect(table, { rls: 'contract_id', appendOnly: true }),
      ),
      ...protect('partner_message', { rls: 'contract_id' }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DROP TABLE partner_message, withdrawal, accession, contract_partner, partner',
      'DROP INDEX contract_ref',
      'ALTER TABLE sign_off DROP decision, ALTER subject SET NOT NULL',
      'ALTER TABLE contract DROP home, ADD CONSTRAINT contract_ref_key UNIQUE (ref)',
    ])
      await runner.query(statement);
  }
}
