import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What contracts in force may cost whom in which year, computed once from each version's terms: for overviews of all of them. */
export class Commitments1764900400001 implements MigrationInterface {
  readonly name = 'Commitments1764900400001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // The version of which the commitments are there; computed again from the terms whenever it is not the one that stands.
      'ALTER TABLE contract ADD committed_version integer',
      `CREATE TABLE commitment (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        payer text NOT NULL,
        budget_year integer NOT NULL,
        organisation text NOT NULL,
        payer_name text NOT NULL,
        department text,
        currency text NOT NULL,
        worst_case bigint NOT NULL,
        PRIMARY KEY (contract_id, version, payer, budget_year),
        FOREIGN KEY (contract_id, version) REFERENCES contract_version)`,
      'CREATE INDEX commitment_year ON commitment (budget_year, contract_id)',
      'CREATE INDEX appropriation_year ON appropriation (budget_year, contract_id)',
      ...protect('commitment', { rls: 'contract_id' }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'DROP INDEX appropriation_year',
      'DROP TABLE commitment',
      'ALTER TABLE contract DROP committed_version',
    ])
      await runner.query(statement);
  }
}
