import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Organisations that pay from an instance of their own.
  'ALTER TABLE contract_version ADD partners jsonb',
  // Contracts that a partner leads, and of which a part is due here.
  `CREATE TABLE joint_contract (
    contract_id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    home text NOT NULL,
    ref text NOT NULL,
    title text NOT NULL,
    currency text NOT NULL,
    activated_on date NOT NULL,
    terms_digest text NOT NULL,
    terms jsonb NOT NULL,
    PRIMARY KEY (contract_id, version))`,
  // What we have claimed from partners, as it was said; and what became of it: its delivery, and its answer.
  `CREATE TABLE partner_claim (
    claim_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    run_id uuid NOT NULL REFERENCES payment_run,
    member text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    digest text NOT NULL,
    content jsonb NOT NULL,
    UNIQUE (contract_id, member, number))`,
  'CREATE INDEX partner_claim_run ON partner_claim (run_id)',
  `CREATE TABLE partner_claim_word (
    claim_id uuid NOT NULL REFERENCES partner_claim,
    contract_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    type text NOT NULL CHECK (type IN ('delivered', 'undelivered', 'authorised', 'objected', 'refused')),
    reason text,
    at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, id))`,
  `CREATE UNIQUE INDEX partner_claim_delivered_once ON partner_claim_word (claim_id) WHERE type IN ('delivered', 'undelivered')`,
  `CREATE UNIQUE INDEX partner_claim_answered_once ON partner_claim_word (claim_id) WHERE type IN ('authorised', 'objected', 'refused')`,
  // What partners have claimed from us, as it was said; \`fault\` names the rule that it broke. And the steps of our people.
  `CREATE TABLE payment_due (
    due_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    digest text NOT NULL,
    content jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    fault text,
    UNIQUE (member, digest))`,
  'CREATE INDEX payment_due_contract ON payment_due (contract_id)',
  'CREATE UNIQUE INDEX payment_due_number ON payment_due (contract_id, member, number) WHERE fault IS NULL',
  `CREATE TABLE payment_due_step (
    due_id uuid NOT NULL REFERENCES payment_due,
    contract_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    type text NOT NULL CHECK (type IN ('certified', 'authorised', 'objected')),
    by text NOT NULL,
    name text NOT NULL,
    at timestamptz NOT NULL,
    data jsonb NOT NULL,
    PRIMARY KEY (due_id, type),
    CHECK (type <> 'authorised' OR (data->>'certifiedBy' <> by) IS TRUE))`,
  `CREATE UNIQUE INDEX payment_due_answered_once ON payment_due_step (due_id) WHERE type IN ('authorised', 'objected')`,
];
const NEW = ['joint_contract', 'partner_claim', 'partner_claim_word', 'payment_due', 'payment_due_step'];

/** Payments due across municipalities: what is claimed from partners, and what partners claim. Nothing of it is ever changed. */
export class DueAcross1764703040001 implements MigrationInterface {
  readonly name = 'DueAcross1764703040001';
  async up(runner: QueryRunner): Promise<void> {
    const protection = NEW.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true }));
    for (const statement of [...TABLES, ...protection]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${NEW.toReversed().join(', ')}`);
    await runner.query('ALTER TABLE contract_version DROP COLUMN partners');
  }
}
