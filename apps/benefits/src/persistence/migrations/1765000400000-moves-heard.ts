import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // What was heard of who pays for a person, and after which payment run: what is out keeps to what was known when it came out.
  `CREATE TABLE person_move_heard (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    moves jsonb NOT NULL,
    after_run integer NOT NULL CHECK (after_run >= 0))`,
  'CREATE INDEX person_move_heard_contract ON person_move_heard (contract_id)',
  // Until now every run was told by the moves of the day it was read: those that are known count from the first.
  'INSERT INTO person_move_heard (contract_id, participant_id, moves, after_run) SELECT contract_id, participant_id, moves, 0 FROM person_move',
];

/** Moves of people as they were heard of, beside the runs that published them (ADR 97). */
export class MovesHeard1765000400000 implements MigrationInterface {
  readonly name = 'MovesHeard1765000400000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...STATEMENTS, ...protect('person_move_heard', { rls: 'contract_id', appendOnly: true })])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_move_heard');
  }
}
