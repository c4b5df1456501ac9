import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What partners are told of people who moved, and which organisations are partners in a contract. What was told is never changed; what became of it is added. */
export class MovesTold1764703310000 implements MigrationInterface {
  readonly name = 'MovesTold1764703310000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      // Organisations that pay from an instance of their own.
      'ALTER TABLE contract ADD partners jsonb',
      `CREATE TABLE move_told (
        message_id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        participant_id uuid NOT NULL REFERENCES participant,
        member text NOT NULL,
        content jsonb NOT NULL)`,
      'CREATE INDEX move_told_person ON move_told (participant_id, member)',
      `CREATE TABLE move_told_outcome (
        message_id uuid PRIMARY KEY REFERENCES move_told,
        contract_id uuid NOT NULL,
        outcome text NOT NULL,
        at timestamptz NOT NULL)`,
      ...['move_told', 'move_told_outcome'].flatMap((table) =>
        protect(table, { rls: 'contract_id', appendOnly: true }),
      ),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE move_told_outcome, move_told');
    await runner.query('ALTER TABLE contract DROP COLUMN partners');
  }
}
