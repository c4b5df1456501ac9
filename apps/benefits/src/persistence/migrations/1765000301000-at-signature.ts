import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What the terms in force plan; null for a contract from before that was kept.
  'ALTER TABLE contract ADD planned jsonb',
  // What a version of the contract was expected to bring, by the first model that valued it. Never in the books.
  `CREATE TABLE signature_forecast (
    contract_id uuid NOT NULL,
    version integer NOT NULL,
    model text NOT NULL REFERENCES valuation_model (model),
    planned jsonb NOT NULL,
    lines jsonb NOT NULL,
    digest text NOT NULL,
    kept_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, version))`,
];

/** The forecast at signature, beside what is realised. */
export class AtSignature1765000301000 implements MigrationInterface {
  readonly name = 'AtSignature1765000301000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...protect('signature_forecast', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signature_forecast');
    await runner.query('ALTER TABLE contract DROP planned');
  }
}
