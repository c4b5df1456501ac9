import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // The follow-up a claim was made at (not known of outcomes from before), and the follow-ups that an outcome was valued with.
  'ALTER TABLE outcome ADD follow_up text, ADD valued_followed jsonb',
  'CREATE INDEX outcome_follow_up ON outcome (participant_id, contract_id) WHERE follow_up IS NOT NULL',
  // What follow-ups said, as it is known with the rest.
  'ALTER TABLE outcome_fact ADD follow_ups jsonb',
];

/** Follow-ups confirm what outcomes bring (ADR 96). */
export class FollowUps1765000300000 implements MigrationInterface {
  readonly name = 'FollowUps1765000300000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outcome DROP follow_up, DROP valued_followed');
    await runner.query('ALTER TABLE outcome_fact DROP follow_ups');
  }
}
