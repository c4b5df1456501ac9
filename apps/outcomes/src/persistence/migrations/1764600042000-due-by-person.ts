import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addFollowUps } from './1764600038000-due.js';

/**
 * The follow-ups of given people are looked up one by one. Joined to the view as a whole, the planner (which knows nothing yet of a table that is being filled)
 * computed it for everybody for each of them, so that an import became slower with each batch.
 */
const ONE_BY_ONE = `
  SELECT t.*, o.contract_id, o.due_on FROM unnest(people, of_outcomes, of_follow_ups) t (participant_id, outcome, follow_up)
  CROSS JOIN LATERAL (SELECT v.contract_id, v.due_on FROM open_follow_up v
    WHERE v.participant_id = t.participant_id AND v.outcome = t.outcome AND v.follow_up = t.follow_up OFFSET 0) o`;
const JOINED =
  'SELECT * FROM unnest(people, of_outcomes, of_follow_ups) t (participant_id, outcome, follow_up) JOIN open_follow_up o USING (participant_id, outcome, follow_up)';

const renew = (from: string): string => `
  CREATE OR REPLACE FUNCTION renew_due_follow_ups(people uuid[], of_outcomes text[], of_follow_ups text[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM due d USING unnest(people, of_outcomes, of_follow_ups) t (participant_id, outcome, follow_up)
    WHERE d.participant_id = t.participant_id AND d.kind = 'follow-up' AND d.about = t.outcome || ' ' || t.follow_up;
    ${addFollowUps(from)} $$`;

export class DueByPerson1764600042000 implements MigrationInterface {
  readonly name = 'DueByPerson1764600042000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(renew(ONE_BY_ONE));
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(renew(JOINED));
  }
}
