import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Who leads a contract (null: we do), whose purses are kept in the books of another instance, and by which terms it was in force.
  'ALTER TABLE contract ADD home text',
  `ALTER TABLE contract ADD elsewhere jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE contract ADD terms_digests jsonb NOT NULL DEFAULT '[]'`,
  // As far as partners have been told what the books hold.
  'ALTER TABLE contract ADD told_upto text',
  // From which days others pay for a person.
  `CREATE TABLE person_move (
    participant_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    moves jsonb NOT NULL)`,
  // What we have told partners to gain, what they answered, and what never came to them.
  `CREATE TABLE told_statement (
    statement_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    digest text NOT NULL,
    content jsonb NOT NULL,
    told_at timestamptz NOT NULL,
    UNIQUE (contract_id, member, number))`,
  `CREATE TABLE told_statement_answer (
    answer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    digest text NOT NULL,
    fault text,
    held jsonb,
    at timestamptz NOT NULL)`,
  'CREATE INDEX told_statement_answer_contract ON told_statement_answer (contract_id, member)',
  `CREATE TABLE told_statement_lost (
    statement_id uuid PRIMARY KEY REFERENCES told_statement,
    contract_id uuid NOT NULL,
    reason text NOT NULL)`,
  // What partners have told us to gain, and which of it came into our books.
  `CREATE TABLE heard_statement (
    statement_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    digest text NOT NULL,
    content jsonb NOT NULL,
    heard_at timestamptz NOT NULL,
    fault text,
    UNIQUE (contract_id, member, digest))`,
  `CREATE TABLE heard_statement_booking (
    statement_id uuid PRIMARY KEY REFERENCES heard_statement,
    contract_id uuid NOT NULL,
    booked_at timestamptz NOT NULL)`,
  // What was due to others by contracts that partners lead, and is authorised here.
  `CREATE TABLE due_payment (
    due_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    cut_off date NOT NULL,
    currency text NOT NULL,
    payments jsonb NOT NULL)`,
  'CREATE INDEX due_payment_contract ON due_payment (contract_id)',
];
const FINAL = [
  'told_statement',
  'told_statement_answer',
  'told_statement_lost',
  'heard_statement',
  'heard_statement_booking',
  'due_payment',
];

/** Benefits between municipalities: what is told, what is heard, and what became of it. Nothing of it is ever changed. */
export class BetweenMunicipalities1764703200001 implements MigrationInterface {
  readonly name = 'BetweenMunicipalities1764703200001';
  async up(runner: QueryRunner): Promise<void> {
    const protection = [
      ...protect('person_move', { rls: 'contract_id' }),
      ...FINAL.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true })),
    ];
    for (const statement of [...TABLES, ...protection]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${[...FINAL.toReversed(), 'person_move'].join(', ')}`);
    await runner.query('ALTER TABLE contract DROP home, DROP elsewhere, DROP terms_digests, DROP told_upto');
  }
}
