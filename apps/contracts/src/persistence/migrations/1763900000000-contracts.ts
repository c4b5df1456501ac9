import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE contract (
    contract_id uuid PRIMARY KEY,
    ref text NOT NULL UNIQUE,
    status text NOT NULL CHECK (status IN ('draft', 'active', 'ended')),
    version integer NOT NULL CHECK (version > 0),
    activated_on date CHECK ((activated_on IS NULL) = (status = 'draft')),
    created_at timestamptz NOT NULL,
    created_by text NOT NULL)`,
  'CREATE INDEX contract_newest ON contract (created_at DESC, contract_id DESC)',
  // The terms as written, as read, and their digest. A row never changes: other terms are another version.
  `CREATE TABLE contract_version (
    contract_id uuid NOT NULL REFERENCES contract,
    version integer NOT NULL CHECK (version > 0),
    source_format text NOT NULL CHECK (source_format IN ('yaml', 'json')),
    source_text text NOT NULL,
    terms jsonb NOT NULL,
    terms_digest text NOT NULL CHECK (terms_digest ~ '^[0-9a-f]{64}$'),
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (contract_id, version))`,
  // One sign-off per office and party, and none twice by the same person.
  `CREATE TABLE sign_off (
    contract_id uuid NOT NULL,
    version integer NOT NULL,
    role text NOT NULL,
    party text NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    note text,
    at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, version, role, party),
    UNIQUE (contract_id, version, subject),
    FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
  `CREATE TABLE appropriation (
    id uuid PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    payer text NOT NULL,
    budget_year integer NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    subject text NOT NULL,
    at timestamptz NOT NULL)`,
  'CREATE INDEX appropriation_contract ON appropriation (contract_id)',
  `CREATE TABLE contract_fact (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    type text NOT NULL,
    fact jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now())`,
  'CREATE INDEX contract_fact_contract ON contract_fact (contract_id, id)',
];
const APPEND_ONLY = ['contract_version', 'sign_off', 'appropriation', 'contract_fact'];

export class Contracts1763900000000 implements MigrationInterface {
  readonly name = 'Contracts1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    const protections = [
      ...protect('contract', { rls: 'contract_id' }),
      ...APPEND_ONLY.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true })),
    ];
    for (const statement of [...TABLES, ...protections]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY, 'contract']) await runner.query(`DROP TABLE ${table} CASCADE`);
  }
}
