import { appendOnly } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Partnership1764703010000 implements MigrationInterface {
  readonly name = 'Partnership1764703010000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Which partnership this instance belongs to, for ever.
      `CREATE TABLE membership (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        partnership text NOT NULL,
        founding text NOT NULL)`,
      ...appendOnly('membership'),
      // Sealed by a key outside the database.
      `CREATE TABLE own_key (
        key text PRIMARY KEY,
        sealed text NOT NULL,
        made_at timestamptz NOT NULL)`,
      ...appendOnly('own_key'),
      // What the protocol decides from, in its order. Whoever holds the row of the head adds to it.
      `CREATE TABLE fact_head (id boolean PRIMARY KEY DEFAULT true CHECK (id), place bigint NOT NULL)`,
      `INSERT INTO fact_head (place) VALUES (0)`,
      `CREATE TABLE fact (
        place bigint PRIMARY KEY,
        type text NOT NULL,
        peer text,
        number bigint,
        at timestamptz NOT NULL,
        body text NOT NULL)`,
      ...appendOnly('fact'),
      `CREATE INDEX fact_entry ON fact (number) WHERE type = 'entered'`,
      // The fold of the facts up to a place, so that a start reads few of them. The charter's history is folded from its entries.
      `CREATE TABLE snapshot (id boolean PRIMARY KEY DEFAULT true CHECK (id), place bigint NOT NULL, state text NOT NULL)`,
      // Each message as it stands, with the places of what was said of it: what questions are answered from.
      `CREATE TABLE message (
        direction text NOT NULL CHECK (direction IN ('sent', 'received')),
        peer text NOT NULL,
        number bigint NOT NULL,
        message_id text NOT NULL,
        type text NOT NULL,
        agreement text,
        at timestamptz NOT NULL,
        digest text NOT NULL,
        place bigint NOT NULL,
        understood_place bigint,
        word_place bigint,
        word text,
        reason text,
        word_at timestamptz,
        PRIMARY KEY (direction, peer, number))`,
      // What services gave to be brought; without content once it is a fact.
      `CREATE TABLE post (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        peer text NOT NULL,
        message_id text NOT NULL,
        type text NOT NULL,
        content text,
        given_at timestamptz NOT NULL,
        UNIQUE (peer, message_id))`,
      `CREATE INDEX post_waiting ON post (peer, type, id) WHERE content IS NOT NULL`,
      // Effects that services have committed and for which no receipt is signed yet.
      `CREATE TABLE booking (peer text NOT NULL, number bigint NOT NULL, message_id text NOT NULL, PRIMARY KEY (peer, number))`,
      // What waits for the keeper.
      `CREATE TABLE statement (
        digest text PRIMARY KEY,
        body text NOT NULL,
        said_at timestamptz NOT NULL)`,
      `CREATE TABLE quarantine (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        digest text NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        sender text,
        size int NOT NULL,
        body text NOT NULL,
        seen_at timestamptz,
        UNIQUE (digest, reason))`,
      // What was last heard of whom.
      `CREATE TABLE link (
        peer text PRIMARY KEY,
        heard_at timestamptz NOT NULL,
        is_answer boolean NOT NULL,
        verified_at timestamptz,
        verified_sent text,
        verified_received text,
        differs_at bigint)`,
      // Which process carries; the others write and stand by.
      `CREATE TABLE exchange_lease (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        token bigint NOT NULL,
        holder text NOT NULL,
        expires_at timestamptz NOT NULL,
        is_away boolean NOT NULL)`,
      `INSERT INTO exchange_lease (token, holder, expires_at, is_away) VALUES (0, '', '-infinity', false)`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'exchange_lease',
      'link',
      'quarantine',
      'statement',
      'booking',
      'post',
      'message',
      'snapshot',
      'fact',
      'fact_head',
      'own_key',
      'membership',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
