import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What is known of the person behind an outcome, where the law asks: each row is all that is known from then on.
  `CREATE TABLE outcome_fact (
    fact_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    known jsonb NOT NULL,
    told_by text NOT NULL,
    told_at timestamptz NOT NULL)`,
  'CREATE INDEX outcome_fact_claim ON outcome_fact (claim_id, fact_id DESC)',
];

/** Facts that take the place of what a model assumes. They are told anew, never changed. */
export class OutcomeFacts1764800102000 implements MigrationInterface {
  readonly name = 'OutcomeFacts1764800102000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...protect('outcome_fact', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outcome_fact');
  }
}
