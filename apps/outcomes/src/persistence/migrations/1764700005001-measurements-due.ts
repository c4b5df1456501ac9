import { watch } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const MEASURES = [
  // The last day on which a measurement can be due; null where none is planned, or where it pays and is claimed. The name is for lists: the terms are many times as long.
  'ALTER TABLE contract_measure ADD due_until date, ADD name jsonb',
  `UPDATE contract_measure m SET name = t.measure->'name',
     due_until = CASE WHEN m.purpose = 'dialogue' AND m.every IS NOT NULL AND m.times IS NULL THEN (t.terms->'period'->>'to')::date END
   FROM (SELECT k.contract_id, k.terms, measure FROM contract k CROSS JOIN LATERAL jsonb_array_elements(k.terms->'measures') measure) t
   WHERE t.contract_id = m.contract_id AND t.measure->>'code' = m.measure`,
];

const VIEWS = [
  // Of measurements every so many months that one which is nearest to a day; 0 is the baseline.
  `CREATE FUNCTION planned_point(measured_on date, start_on date, every integer) RETURNS integer LANGUAGE sql IMMUTABLE
   RETURN greatest(0, round((measured_on - start_on) / (every * 30.4375)))::int`,
  'ALTER VIEW due_thing RENAME TO due_outcome',
  // The baseline at the start, then so many months after the last point measured, as the page of a person tells it. \`about\` is the measure and how many months after the start it is due.
  `CREATE VIEW due_measurement WITH (security_invoker = true) AS
  SELECT p.participant_id, p.contract_id, organisation, 'measurement' AS kind, m.measure || ' ' || n.months AS about, d.due_on, ARRAY[m.measure] AS outcomes
  FROM participant p
  JOIN contract_measure m ON m.contract_id = p.contract_id AND m.due_until IS NOT NULL
  CROSS JOIN LATERAL (SELECT coalesce(p.started_on, p.referred_on) AS start_on) s
  CROSS JOIN LATERAL (
    SELECT coalesce(max(planned_point(x.measured_on, s.start_on, m.every)) + 1, 0) * m.every AS months FROM measurement x
    WHERE x.participant_id = p.participant_id AND x.measure = m.measure AND x.value IS NOT NULL
    AND NOT EXISTS (SELECT FROM measurement r WHERE r.replaces = x.measurement_id)) n
  CROSS JOIN LATERAL (SELECT (s.start_on + make_interval(months => n.months))::date AS due_on) d
  JOIN contract k ON k.contract_id = p.contract_id CROSS JOIN LATERAL unnest(k.claiming) organisation
  WHERE p.erased_at IS NULL AND d.due_on <= m.due_until AND (p.left_on IS NULL OR d.due_on <= p.left_on)
  AND d.due_on >= (p.enrolled_at AT TIME ZONE 'Europe/Copenhagen')::date - 366`,
  'CREATE VIEW due_thing WITH (security_invoker = true) AS SELECT * FROM due_outcome UNION ALL SELECT * FROM due_measurement',
];

const WATCHED = [
  ...watch('measurement', { name: 'due', calls: 'due_of_people' }, 'INSERT', 'DELETE'),
  ...watch('contract_measure', { name: 'due', calls: 'due_of_steps' }, 'INSERT', 'UPDATE'),
];

/** What is to be measured in the dialogue with somebody is due like a follow-up. */
export class MeasurementsDue1764700005001 implements MigrationInterface {
  readonly name = 'MeasurementsDue1764700005001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of [...MEASURES, ...VIEWS, ...WATCHED]) await runner.query(statement);
    await runner.query(
      'SELECT renew_due(ARRAY(SELECT DISTINCT participant_id FROM participant JOIN contract_measure USING (contract_id) WHERE due_until IS NOT NULL))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const trigger of ['measurement_due_insert', 'measurement_due_delete'])
      await runner.query(`DROP TRIGGER ${trigger} ON measurement`);
    for (const trigger of ['contract_measure_due_insert', 'contract_measure_due_update'])
      await runner.query(`DROP TRIGGER ${trigger} ON contract_measure`);
    await runner.query('DROP VIEW due_thing, due_measurement');
    await runner.query('ALTER VIEW due_outcome RENAME TO due_thing');
    await runner.query('DROP FUNCTION planned_point');
    await runner.query('ALTER TABLE contract_measure DROP due_until, DROP name');
    await runner.query(`DELETE FROM due WHERE kind = 'measurement'`);
  }
}
