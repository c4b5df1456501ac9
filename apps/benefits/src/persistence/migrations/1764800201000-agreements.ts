import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // A benefit-sharing agreement as it was written; what both sides sign is its digest.
  `CREATE TABLE benefit_agreement (
    agreement_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    code text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    digest text NOT NULL,
    document jsonb NOT NULL,
    source_text text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (contract_id, code, version))`,
  `CREATE TABLE benefit_agreement_signature (
    agreement_id uuid NOT NULL REFERENCES benefit_agreement,
    contract_id uuid NOT NULL,
    side text NOT NULL,
    signed_by text NOT NULL,
    signed_by_name text NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (agreement_id, side),
    UNIQUE (agreement_id, signed_by))`,
  // A proposal with the figures it rests on, what was settled before it, and what it gives.
  `CREATE TABLE settlement (
    settlement_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    agreement_id uuid NOT NULL REFERENCES benefit_agreement,
    code text NOT NULL,
    no integer NOT NULL CHECK (no > 0),
    expedition integer GENERATED ALWAYS AS IDENTITY,
    through integer NOT NULL,
    facts jsonb NOT NULL,
    before jsonb NOT NULL,
    result jsonb NOT NULL,
    digest text NOT NULL,
    proposed_by text NOT NULL,
    proposed_by_name text NOT NULL,
    proposed_at timestamptz NOT NULL,
    UNIQUE (contract_id, code, no))`,
  `CREATE TABLE settlement_fact (
    settlement_id uuid NOT NULL REFERENCES settlement,
    contract_id uuid NOT NULL,
    position integer NOT NULL CHECK (position > 0),
    kind text NOT NULL,
    side text,
    done_by text NOT NULL,
    done_by_name text NOT NULL,
    reason text,
    done_at timestamptz NOT NULL,
    PRIMARY KEY (settlement_id, position))`,
];
const FINAL = ['benefit_agreement', 'benefit_agreement_signature', 'settlement', 'settlement_fact'];

/** Benefit-sharing agreements and their settlements. Nothing of it is ever changed: what happens is added. */
export class Agreements1764800201000 implements MigrationInterface {
  readonly name = 'Agreements1764800201000';
  async up(runner: QueryRunner): Promise<void> {
    const protection = FINAL.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true }));
    for (const statement of [...TABLES, ...protection]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${FINAL.toReversed().join(', ')}`);
  }
}
