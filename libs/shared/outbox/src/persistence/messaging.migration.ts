import { appendOnly, asAppRole } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // The service's permanent event log: rows stay, and only their number is ever filled in.
  `CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL,
    subject text NOT NULL,
    key text NOT NULL,
    seq bigint,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    correlation_id text,
    causation_id text,
    trace jsonb NOT NULL,
    data jsonb NOT NULL)`,
  'CREATE UNIQUE INDEX outbox_position ON outbox (subject, seq) WHERE seq IS NOT NULL',
  'CREATE INDEX outbox_unnumbered ON outbox (id) WHERE seq IS NULL',
  ...appendOnly('outbox'),
  asAppRole((role) => `GRANT UPDATE (seq) ON outbox TO ${role}`),
  `CREATE TABLE outbox_head (
    subject text PRIMARY KEY,
    last_seq bigint NOT NULL,
    sent_seq bigint NOT NULL DEFAULT 0,
    CHECK (sent_seq BETWEEN 0 AND last_seq))`,
  `CREATE TABLE messaging_lease (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    holder text NOT NULL,
    token bigint NOT NULL,
    expires_at timestamptz NOT NULL)`,
  `INSERT INTO messaging_lease (holder, token, expires_at) VALUES ('', 0, '-infinity')`,
  `CREATE TABLE outbox_receipt (
    subject text NOT NULL,
    consumer text NOT NULL,
    upto bigint NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, consumer))`,
  `CREATE TABLE inbox (
    subject text PRIMARY KEY,
    upto bigint NOT NULL,
    advanced_at timestamptz NOT NULL DEFAULT now())`,
  `CREATE TABLE dead_letter (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    seq bigint NOT NULL,
    event_id text NOT NULL,
    envelope jsonb NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'purged')),
    UNIQUE (subject, seq))`,
  `CREATE INDEX dead_letter_open ON dead_letter (id) WHERE state = 'open'`,
];

export class Messaging1700000000100 implements MigrationInterface {
  readonly name = 'Messaging1700000000100';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox, outbox_head, messaging_lease, outbox_receipt, inbox, dead_letter');
  }
}
