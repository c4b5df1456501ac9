import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DUE_THINGS, MANY, routine } from './1764701100000-due-by-profile.js';

/**
 * In a function of its own, whose joins are by hash: of a table that is being filled the planner expects one row, and went through all that a thousand people have
 * claimed once for each of them.
 */
const PEOPLE = `CREATE FUNCTION due_people(people uuid[])
  RETURNS TABLE (participant_id uuid, contract_id uuid, group_code text, cohort text, claimed text[], closed text[], enough text[], start_on date, left_on date, enrolled_at timestamptz)
  LANGUAGE sql STABLE SET enable_seqscan = off SET enable_nestloop = off AS $$ ${MANY} $$`;

const ROW = 'participant_id, kind, about, organisation';
const CONTENT = `${ROW}, due_on, outcomes`;

/** One at a time for each person: whoever is second sees what the first has done, and nobody else writes what is due for them. What is kept is read once, and only what differs is written. */
const RENEW = routine(
  'renew_due(people uuid[])',
  'void',
  `BEGIN
    PERFORM FROM participant WHERE participant_id = ANY (people) ORDER BY participant_id FOR NO KEY UPDATE;
    WITH things AS MATERIALIZED (SELECT * FROM due_things(people)),
    kept AS MATERIALIZED (SELECT ${CONTENT} FROM due WHERE participant_id = ANY (people)),
    gone AS (DELETE FROM due WHERE participant_id = ANY (people) AND (${ROW}) NOT IN (SELECT ${ROW} FROM things))
    INSERT INTO due (contract_id, ${CONTENT}) SELECT contract_id, ${CONTENT} FROM things WHERE (${CONTENT}) NOT IN (SELECT ${CONTENT} FROM kept)
    ON CONFLICT (${ROW}) DO UPDATE SET due_on = excluded.due_on, outcomes = excluded.outcomes;
  END`,
);

/** Working out what is due for a thousand people just imported took half a second, and takes a tenth of that. */
export class DueByHash1764702010000 implements MigrationInterface {
  readonly name = 'DueByHash1764702010000';

  async up(runner: QueryRunner): Promise<void> {
    const things = DUE_THINGS.replace('CREATE', 'CREATE OR REPLACE').replace(MANY, 'SELECT * FROM due_people(people)');
    for (const statement of [PEOPLE, things, RENEW]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DUE_THINGS.replace('CREATE', 'CREATE OR REPLACE'));
    await runner.query('DROP FUNCTION due_people');
  }
}
