import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What partners do not take for true of what they were told of people who moved. */
export class MovesRefused1765000500000 implements MigrationInterface {
  readonly name = 'MovesRefused1765000500000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE move_told_refusal (
        message_id uuid PRIMARY KEY REFERENCES move_told,
        contract_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL)`,
      `CREATE INDEX move_told_said ON move_told (member, (content->>'person'))`,
      ...protect('move_told_refusal', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX move_told_said');
    await runner.query('DROP TABLE move_told_refusal');
  }
}
