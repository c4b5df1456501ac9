import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to the capital of contracts, as it is recorded. Never changed: what is wrong is taken back by a further fact. */
export class CapitalRecorded1765000200001 implements MigrationInterface {
  readonly name = 'CapitalRecorded1765000200001';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE capital_fact (
        fact_id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        place integer NOT NULL CHECK (place > 0),
        type text NOT NULL CHECK (type IN ('drawn', 'received', 'called', 'lost', 'withdrawn')),
        on_day date,
        amount bigint CHECK (amount > 0),
        capital text,
        run_id uuid REFERENCES payment_run,
        reference text,
        reason text,
        takes integer,
        withdraws uuid REFERENCES capital_fact,
        terms_version integer,
        currency text NOT NULL,
        movements jsonb NOT NULL,
        by text NOT NULL,
        name text NOT NULL,
        at timestamptz NOT NULL,
        UNIQUE (contract_id, place),
        UNIQUE (withdraws),
        CHECK ((type = 'withdrawn') = (takes IS NOT NULL AND withdraws IS NOT NULL)),
        CHECK (type = 'withdrawn' OR (on_day IS NOT NULL AND amount IS NOT NULL AND reference IS NOT NULL AND terms_version IS NOT NULL)))`,
      ...protect('capital_fact', { rls: 'contract_id', appendOnly: true }),
      `CREATE INDEX contract_version_capital ON contract_version (contract_id, version) WHERE terms -> 'capital' <> '[]'`,
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX contract_version_capital');
    await runner.query('DROP TABLE capital_fact');
  }
}
