import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The two signatures under each final settlement of a contract, with the account that was signed: never changed. And until when each contract runs, to see which are over. */
export class FinalSettlements1765700100000 implements MigrationInterface {
  readonly name = 'FinalSettlements1765700100000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE final_settlement_step (
        contract_id uuid NOT NULL,
        place integer NOT NULL CHECK (place > 0),
        no integer NOT NULL CHECK (no > 0),
        type text NOT NULL CHECK (type IN ('certified', 'authorised')),
        digest text NOT NULL,
        account jsonb NOT NULL,
        by text NOT NULL,
        name text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (contract_id, place))`,
      `CREATE UNIQUE INDEX final_settlement_authorised ON final_settlement_step (contract_id, no) WHERE type = 'authorised'`,
      ...['contract_version', 'joint_contract'].map(
        (table) => `ALTER TABLE ${table} ADD last_day text GENERATED ALWAYS AS (terms->'period'->>'to') STORED`,
      ),
      ...protect('final_settlement_step', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract_version DROP last_day');
    await runner.query('ALTER TABLE joint_contract DROP last_day');
    await runner.query('DROP TABLE final_settlement_step');
  }
}
