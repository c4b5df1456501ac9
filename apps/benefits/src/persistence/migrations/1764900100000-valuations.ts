import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Outcomes that are booked, or taken back (then without a model), by the same entries: what they were valued by, so that each can be worked out again.
  `CREATE TABLE valuation (
    valuation_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    model text REFERENCES valuation_model (model),
    valued_on date,
    parties jsonb,
    elsewhere jsonb,
    claims uuid[] NOT NULL,
    people integer NOT NULL CHECK (people > 0),
    digest text NOT NULL,
    amount bigint NOT NULL,
    entries integer NOT NULL CHECK (entries >= 0),
    booked_at timestamptz NOT NULL,
    CHECK ((model IS NULL) = (valued_on IS NULL) AND (model IS NULL) = (parties IS NULL) AND (model IS NULL) = (elsewhere IS NULL)))`,
  'CREATE INDEX valuation_contract ON valuation (contract_id)',
  // Which valuation states the value of an outcome, and what it says. Outcomes valued before keep the entry of their own (entry_key) until they are valued anew.
  `ALTER TABLE outcome ADD valuation_id uuid, ADD worth bigint, ADD worth_digest text, ADD valued_moves jsonb, ADD valued_fact bigint,
    ADD CHECK ((valuation_id IS NULL) = (worth IS NULL) AND (valuation_id IS NULL) = (worth_digest IS NULL) AND (valuation_id IS NULL OR entry_key IS NULL))`,
];

/** Outcomes are booked together (ADR 88). */
export class Valuations1764900100000 implements MigrationInterface {
  readonly name = 'Valuations1764900100000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...protect('valuation', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE outcome DROP valuation_id, DROP worth, DROP worth_digest, DROP valued_moves, DROP valued_fact',
    );
    await runner.query('DROP TABLE valuation');
  }
}
