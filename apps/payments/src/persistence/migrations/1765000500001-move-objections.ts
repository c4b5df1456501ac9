import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements about people who moved that are not taken for true here, and why. */
export class MoveObjections1765000500001 implements MigrationInterface {
  readonly name = 'MoveObjections1765000500001';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE move_objection (
        statement_id uuid PRIMARY KEY REFERENCES move_heard,
        contract_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        by text,
        name text,
        CHECK ((by IS NULL) = (name IS NULL)))`,
      ...protect('move_objection', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE move_objection');
  }
}
