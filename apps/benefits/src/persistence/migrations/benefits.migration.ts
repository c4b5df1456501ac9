import { appendOnly, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE valuation_model (
    model text PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    code text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    digest text NOT NULL,
    document jsonb NOT NULL,
    source_text text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (code, version))`,
  `CREATE TABLE contract (
    contract_id uuid PRIMARY KEY,
    ref text NOT NULL,
    title jsonb NOT NULL,
    version integer NOT NULL,
    currency text NOT NULL,
    parties jsonb NOT NULL,
    departments jsonb NOT NULL,
    model text REFERENCES valuation_model (model),
    attached_at timestamptz,
    attached_by text)`,
  // A final outcome as it arrived, and where its value stands in the ledger: model used, entry in force, the day from which it must be valued (again).
  `CREATE TABLE outcome (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    outcome text NOT NULL,
    achieved_on date NOT NULL,
    quantity text NOT NULL,
    paying_municipality text,
    finalised_at timestamptz NOT NULL,
    model text,
    entry_key text UNIQUE,
    revision integer NOT NULL DEFAULT 0,
    due_on date DEFAULT '-infinity')`,
  'CREATE INDEX outcome_contract ON outcome (contract_id)',
  'CREATE INDEX outcome_due ON outcome (contract_id, due_on) WHERE due_on IS NOT NULL',
  // On its own, because a reversal may arrive before the outcome that it takes back.
  `CREATE TABLE outcome_reversal (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    reversed_at timestamptz NOT NULL)`,
  'CREATE INDEX outcome_reversal_contract ON outcome_reversal (contract_id)',
  `CREATE TABLE payment_run (
    run_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    no integer NOT NULL,
    cut_off date NOT NULL,
    budget_year integer NOT NULL,
    currency text NOT NULL,
    payments jsonb NOT NULL,
    authorised_at timestamptz NOT NULL,
    UNIQUE (contract_id, no))`,
  `CREATE TABLE silo (
    silo text PRIMARY KEY,
    treasury text NOT NULL,
    department text,
    name_da text NOT NULL,
    name_en text NOT NULL)`,
];

const PROTECTION = [
  ...appendOnly('valuation_model'),
  ...protect('contract', { rls: 'contract_id' }),
  ...protect('outcome', { rls: 'contract_id' }),
  ...protect('outcome_reversal', { rls: 'contract_id', appendOnly: true }),
  ...protect('payment_run', { rls: 'contract_id', appendOnly: true }),
];

/** Tables of the benefits service beside its ledger. Models and names of silos hold nothing of a contract and are open to every user of the service. */
export class Benefits1764000000000 implements MigrationInterface {
  readonly name = 'Benefits1764000000000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...PROTECTION]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_run, outcome_reversal, outcome, contract, valuation_model, silo');
  }
}
