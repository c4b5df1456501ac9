import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of the money of authorised runs, as it is recorded. Never changed: what is wrong is taken back by a further fact. */
export class TransfersRecorded1764900600001 implements MigrationInterface {
  readonly name = 'TransfersRecorded1764900600001';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE transfer_fact (
        run_id uuid NOT NULL REFERENCES payment_run,
        contract_id uuid NOT NULL,
        payer text NOT NULL,
        payee text NOT NULL,
        place integer NOT NULL CHECK (place > 0),
        type text NOT NULL CHECK (type IN ('paid', 'failed', 'withdrawn')),
        amount bigint NOT NULL CHECK (amount <> 0),
        on_day date,
        reference text,
        reason text,
        source text NOT NULL CHECK (source IN ('hand', 'import')),
        by text NOT NULL,
        name text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (run_id, payer, payee, place),
        CHECK ((on_day IS NULL) = (type = 'withdrawn')),
        CHECK (type = 'paid' OR reason IS NOT NULL))`,
      'CREATE INDEX transfer_fact_contract ON transfer_fact (contract_id)',
      ...protect('transfer_fact', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE transfer_fact');
  }
}
