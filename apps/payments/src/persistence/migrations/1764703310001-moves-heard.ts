import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What partners that lead a contract tell of people who moved. Each statement is kept; the latest of a person stands. */
export class MovesHeard1764703310001 implements MigrationInterface {
  readonly name = 'MovesHeard1764703310001';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE move_heard (
        statement_id uuid PRIMARY KEY,
        contract_id uuid NOT NULL,
        member text NOT NULL,
        person_id uuid NOT NULL,
        said_at timestamptz NOT NULL,
        content jsonb NOT NULL,
        received_at timestamptz NOT NULL,
        UNIQUE (member, person_id, said_at))`,
      ...protect('move_heard', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE move_heard');
  }
}
