import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROW = 'participant_id, kind, about, organisation';
const CONTENT = `${ROW}, due_on, outcomes`;
/** What is due of people, of contracts that were not settled for good. */
const OPEN = `(SELECT t.* FROM due_things(people) t JOIN contract k USING (contract_id) WHERE k.ended_on IS NULL) t`;

const renewDue = (
  things: string,
): string => `CREATE OR REPLACE FUNCTION renew_due(people uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
 BEGIN
   PERFORM FROM participant WHERE participant_id = ANY (people) ORDER BY participant_id FOR NO KEY UPDATE;
   IF NOT EXISTS (SELECT FROM due WHERE participant_id = ANY (people)) THEN
     INSERT INTO due (contract_id, ${CONTENT}) SELECT contract_id, ${CONTENT} FROM ${things};
     RETURN;
   END IF;
   WITH things AS MATERIALIZED (SELECT * FROM ${things}),
   kept AS MATERIALIZED (SELECT ${CONTENT} FROM due WHERE participant_id = ANY (people)),
   gone AS (DELETE FROM due WHERE participant_id = ANY (people) AND (${ROW}) NOT IN (SELECT ${ROW} FROM things))
   INSERT INTO due (contract_id, ${CONTENT}) SELECT contract_id, ${CONTENT} FROM things WHERE (${CONTENT}) NOT IN (SELECT ${CONTENT} FROM kept)
   ON CONFLICT (${ROW}) DO UPDATE SET due_on = excluded.due_on, outcomes = excluded.outcomes; END $$`;

/** Of a contract that was settled for good nothing is due any more, whatever of its people changes later. */
export class NothingDueAfterTheEnd1765930000001 implements MigrationInterface {
  readonly name = 'NothingDueAfterTheEnd1765930000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    await runner.query(renewDue(OPEN));
    await runner.query(
      'DELETE FROM due d USING contract k WHERE k.contract_id = d.contract_id AND k.ended_on IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(renewDue('due_things(people)'));
  }
}
