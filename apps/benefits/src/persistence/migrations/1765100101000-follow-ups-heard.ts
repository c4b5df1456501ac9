import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What was heard of a person's follow-ups that ended without the outcome having been reached: all that stood then, as it was told.
  `CREATE TABLE follow_ups_heard (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    ended jsonb NOT NULL)`,
  'CREATE INDEX follow_ups_heard_person ON follow_ups_heard (participant_id, contract_id, place)',
  // What an outcome was valued with of it.
  'ALTER TABLE outcome ADD valued_ended jsonb',
];

// Contracts whose records of capital have all been taken back: what the plan says is drawn again.
const BY_PLAN_AGAIN = `UPDATE contract c SET capital_due_on = (SELECT min(p."on") FROM jsonb_to_recordset(c.capital) AS p ("on" date))
  WHERE EXISTS (SELECT FROM capital_fact f WHERE f.contract_id = c.contract_id) AND NOT EXISTS (
    SELECT FROM capital_fact f WHERE f.contract_id = c.contract_id AND f.withdraws IS NULL AND NOT EXISTS (SELECT FROM capital_fact w WHERE w.withdraws = f.fact_id))`;

/** A follow-up that has ended confirms nothing any more (ADR 99). */
export class FollowUpsHeard1765100101000 implements MigrationInterface {
  readonly name = 'FollowUpsHeard1765100101000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    await runner.query(BY_PLAN_AGAIN);
    for (const statement of [...STATEMENTS, ...protect('follow_ups_heard', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outcome DROP valued_ended');
    await runner.query('DROP TABLE follow_ups_heard');
  }
}
