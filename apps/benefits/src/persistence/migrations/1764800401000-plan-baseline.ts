import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// What was planned for a contract, each time it was planned anew: the highest number is in force, the earlier ones stay.
const TABLE = `CREATE TABLE plan_baseline (
  plan_id uuid PRIMARY KEY,
  contract_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  soem_version text NOT NULL,
  price_level_year integer NOT NULL,
  lines jsonb NOT NULL,
  digest text NOT NULL,
  loaded_by text NOT NULL,
  loaded_by_name text NOT NULL,
  loaded_at timestamptz NOT NULL,
  UNIQUE (contract_id, number))`;

/** Plan baselines from Den Socialøkonomiske Investeringsmodel (SØM). */
export class PlanBaseline1764800401000 implements MigrationInterface {
  readonly name = 'PlanBaseline1764800401000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TABLE, ...protect('plan_baseline', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plan_baseline');
  }
}
