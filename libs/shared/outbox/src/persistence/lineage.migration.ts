import { asAppRole } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The producer's events are linked, and its consumers keep what they took in, so that a producer restored from an older backup is recognised and gets back what it lost.
 */
const STATEMENTS = [
  `CREATE FUNCTION outbox_content(event_id uuid, key text, occurred_at timestamptz, correlation_id text, causation_id text, data jsonb) RETURNS text
    LANGUAGE sql STABLE AS $$
      SELECT jsonb_build_array(event_id, key, floor(extract(epoch FROM occurred_at) * 1000)::bigint, correlation_id, causation_id, data)::text $$`,
  `CREATE FUNCTION outbox_link(link bytea, before bytea, content text) RETURNS bytea
    LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(coalesce(link, before) || convert_to(content, 'UTF8')) $$`,
  'CREATE AGGREGATE outbox_chain(bytea, text) (SFUNC = outbox_link, STYPE = bytea)',
  `ALTER TABLE outbox ADD COLUMN link bytea, ADD COLUMN given_back_by text`,
  asAppRole((role) => `GRANT UPDATE (link) ON outbox TO ${role}`),
  `CREATE INDEX outbox_event ON outbox (event_id)`,
  `CREATE INDEX outbox_given_back ON outbox (id) WHERE given_back_by IS NOT NULL`,
  `ALTER TABLE outbox_head ADD COLUMN link bytea NOT NULL DEFAULT '', ADD COLUMN epoch integer NOT NULL DEFAULT 1, ADD COLUMN fork bigint NOT NULL DEFAULT 0`,
  `UPDATE outbox o SET link = c.link FROM (
    SELECT id, outbox_chain('', outbox_content(event_id, key, occurred_at, correlation_id, causation_id, data)) OVER (PARTITION BY subject ORDER BY seq) AS link
    FROM outbox WHERE seq IS NOT NULL) c WHERE o.id = c.id`,
  'UPDATE outbox_head h SET link = o.link FROM outbox o WHERE o.subject = h.subject AND o.seq = h.last_seq',
  'CREATE TABLE outbox_epoch (one boolean PRIMARY KEY DEFAULT true CHECK (one), epoch integer NOT NULL)',
  'INSERT INTO outbox_epoch (epoch) VALUES (1)',
  'ALTER TABLE inbox ADD COLUMN epoch integer NOT NULL DEFAULT 1, ADD COLUMN link text',
  // What was consumed, as it came: a producer that lost it can have it back, and recognises its own signature.
  `CREATE TABLE inbox_event (
    event_id uuid PRIMARY KEY,
    subject text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    link text,
    payload text NOT NULL,
    signature text,
    taken_in_at timestamptz NOT NULL DEFAULT now())`,
  'CREATE INDEX inbox_event_position ON inbox_event (subject, seq, event_id)',
  asAppRole((role) => `REVOKE DELETE, TRUNCATE ON inbox_event FROM ${role}`),
  `CREATE TABLE inbox_halt (
    producer text PRIMARY KEY,
    epoch integer NOT NULL,
    subject text NOT NULL,
    seq bigint NOT NULL,
    event_id text NOT NULL,
    since timestamptz NOT NULL DEFAULT now())`,
];

export class Lineage1700000000110 implements MigrationInterface {
  readonly name = 'Lineage1700000000110';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_halt, inbox_event, outbox_epoch');
    await runner.query('ALTER TABLE inbox DROP COLUMN epoch, DROP COLUMN link');
    await runner.query('ALTER TABLE outbox_head DROP COLUMN link, DROP COLUMN epoch, DROP COLUMN fork');
    await runner.query('DROP INDEX outbox_event');
    await runner.query('ALTER TABLE outbox DROP COLUMN link, DROP COLUMN given_back_by');
    await runner.query('DROP AGGREGATE outbox_chain(bytea, text)');
    await runner.query(
      'DROP FUNCTION outbox_link(bytea, bytea, text), outbox_content(uuid, text, timestamptz, text, text, jsonb)',
    );
  }
}
