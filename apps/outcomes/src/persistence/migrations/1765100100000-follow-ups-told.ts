import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What the others were told last of a person's follow-ups that ended without the outcome having been reached, and whether to look again.
  `CREATE TABLE follow_ups_told (
    participant_id uuid PRIMARY KEY REFERENCES participant,
    contract_id uuid NOT NULL,
    ended jsonb NOT NULL DEFAULT '[]',
    is_due boolean NOT NULL DEFAULT false)`,
  'CREATE INDEX follow_ups_told_due ON follow_ups_told (participant_id) WHERE is_due',
  // Those that ended before are to be told still.
  `INSERT INTO follow_ups_told (participant_id, contract_id, is_due) SELECT participant_id, contract_id, true FROM participant p
   WHERE left_reason <> 'completed' OR EXISTS (SELECT FROM follow_up_closing f WHERE f.participant_id = p.participant_id)`,
];

/** How follow-ups end that nobody reaches is told to the other services (ADR 99). */
export class FollowUpsTold1765100100000 implements MigrationInterface {
  readonly name = 'FollowUpsTold1765100100000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of [...STATEMENTS, ...protect('follow_ups_told', { rls: 'contract_id' })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE follow_ups_told');
  }
}
