import { appendOnly, asAppRole, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Every version of the terms that was ever in force here, so that old runs can be recomputed.
  `CREATE TABLE contract_version (
    contract_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    ref text NOT NULL,
    title text NOT NULL,
    currency text NOT NULL,
    activated_on date NOT NULL,
    terms_digest text NOT NULL,
    terms jsonb NOT NULL,
    PRIMARY KEY (contract_id, version))`,
  // One sequence for facts and their reversals: "the facts up to position n" is the same set for ever. Written under the contract's lock.
  'CREATE SEQUENCE fact_position',
  `CREATE TABLE fact (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    position bigint NOT NULL DEFAULT nextval('fact_position'),
    participant text NOT NULL,
    outcome text NOT NULL,
    follow_up text,
    achieved_on date NOT NULL,
    quantity text NOT NULL,
    cohort text,
    "group" text,
    payer text,
    finalised_at timestamptz NOT NULL)`,
  'CREATE INDEX fact_contract ON fact (contract_id, position)',
  `CREATE TABLE fact_reversal (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    position bigint NOT NULL DEFAULT nextval('fact_position'),
    reason text NOT NULL,
    reversed_at timestamptz NOT NULL)`,
  'CREATE INDEX fact_reversal_contract ON fact_reversal (contract_id, position)',
  `CREATE TABLE payment_run (
    run_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    no integer NOT NULL CHECK (no > 0),
    status text NOT NULL CHECK (status IN ('calculated', 'certified', 'authorised', 'cancelled')),
    cut_off date NOT NULL,
    terms_version integer NOT NULL,
    facts_upto bigint NOT NULL,
    facts integer NOT NULL,
    facts_digest text NOT NULL,
    result_digest text NOT NULL,
    result jsonb NOT NULL,
    settlements jsonb NOT NULL,
    small_cells boolean NOT NULL,
    calculated jsonb NOT NULL,
    certified jsonb,
    authorised jsonb,
    cancelled jsonb,
    UNIQUE (contract_id, no),
    FOREIGN KEY (contract_id, terms_version) REFERENCES contract_version,
    CHECK (certified->>'by' IS DISTINCT FROM authorised->>'by' OR authorised IS NULL),
    CHECK (status NOT IN ('certified', 'authorised') OR certified IS NOT NULL))`,
  // Two runs calculated side by side would both pay the same difference.
  `CREATE UNIQUE INDEX payment_run_one_open ON payment_run (contract_id) WHERE status IN ('calculated', 'certified')`,
  `CREATE TABLE payment_run_fact (
    run_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    type text NOT NULL,
    by text NOT NULL,
    at timestamptz NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (run_id, id))`,
  `CREATE TABLE access_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    contract_id uuid NOT NULL,
    what text NOT NULL)`,
];

/** Contracts as payments knows them, verified facts, payment runs (whose figures never change, only their steps), and who read personal data. */
export class Payments1700000010000 implements MigrationInterface {
  readonly name = 'Payments1700000010000';
  async up(runner: QueryRunner): Promise<void> {
    const recorded = ['contract_version', 'fact', 'fact_reversal', 'payment_run_fact', 'access_log'];
    const protection = [...recorded, 'payment_run'].flatMap((table) => protect(table, { rls: 'contract_id' }));
    const onlySteps = [
      ...appendOnly('payment_run'),
      asAppRole((role) => `GRANT UPDATE (status, certified, authorised, cancelled) ON payment_run TO ${role}`),
    ];
    for (const statement of [...TABLES, ...protection, ...recorded.flatMap(appendOnly), ...onlySteps])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE access_log, payment_run_fact, payment_run, fact_reversal, fact, contract_version; DROP SEQUENCE fact_position',
    );
  }
}
