import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDING = `('claimed', 'attested', 'verified', 'disputed', 'final')`;
/** A step of a claim is due so many days after the step before it. */
const ANSWER_DAYS = 14;
const dayOf = (at: string): string => `(${at} AT TIME ZONE 'Europe/Copenhagen')::date`;

/** What every page, list and count asks of a follow-up. Plain functions, which the planner opens where they are called. */
const RULES = [
  // Steps of contracts. Where the terms plan some follow-ups of an outcome, the others are expected of nobody.
  `CREATE VIEW step WITH (security_invoker = true) AS
   SELECT s.*, s.follow_up = '' OR s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (
     SELECT FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0) AS is_expected
   FROM contract_step s`,
  // Whether a step is meant for somebody of this group and cohort ('' and null: of none).
  `CREATE FUNCTION is_meant_for(groups text[], cohorts text[], group_code text, cohort text) RETURNS boolean LANGUAGE sql IMMUTABLE
   RETURN (groups = '{}' OR group_code = ANY (groups)) AND (cohorts = '{}' OR cohort = ANY (cohorts))`,
  // The day on which a step is due for somebody who started then, or was referred.
  `CREATE FUNCTION due_after(started_on date, referred_on date, after interval) RETURNS date LANGUAGE sql IMMUTABLE
   RETURN (coalesce(started_on, referred_on) + after)::date`,
  // Whether somebody had dropped out before that day: what is due later is asked of nobody. Who completed the intervention is followed up.
  `CREATE FUNCTION had_dropped_out(left_on date, left_reason text, day date) RETURNS boolean LANGUAGE sql IMMUTABLE
   RETURN coalesce(left_on < day AND left_reason <> 'completed', false)`,
];

const listed = (name: string): string => `coalesce(array_agg(DISTINCT ${name}), '{}') AS ${name}`;
/** What tells which follow-ups are open for a person, apart from the days. */
const PROFILE = 'contract_id, group_code, cohort, claimed, closed, enough';

/**
 * People `p` with all that tells which follow-ups are open for them, apart from the days: where they belong, what they have claimed (each outcome, and each with its follow-up)
 * and closed, and for which steps that ask for an amount they have enough.
 */
const peopleWith = (
  join: (part: string, columns: string, from: string, where: string) => string,
): string => `SELECT p.participant_id, p.contract_id,
    coalesce(p.group_code, '') AS group_code, coalesce(p.cohort, '') AS cohort, coalesce(claimed, '{}') AS claimed, coalesce(closed, '{}') AS closed, coalesce(enough, '{}') AS enough,
    p.started_on, p.referred_on, p.left_on, p.left_reason, p.enrolled_at
  FROM participant p
  ${join('cl', listed('claimed'), `claim x CROSS JOIN LATERAL unnest(ARRAY[x.outcome, x.outcome || ' ' || x.follow_up]) claimed`, `x.status IN ${STANDING} AND claimed IS NOT NULL`)}
  ${join('fc', listed('closed'), `(SELECT f.participant_id, f.outcome || ' ' || f.follow_up AS closed FROM follow_up_closing f) x`, 'true')}
  ${join(
    'en',
    listed('enough'),
    `(SELECT e.participant_id, s.outcome || ' ' || s.follow_up AS enough FROM participant e JOIN contract_step s ON s.contract_id = e.contract_id AND s.requires_quantity
     WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements(s.requires) r WHERE NOT EXISTS (
       SELECT 1 FROM claim c WHERE c.participant_id = e.participant_id AND c.outcome = r->>'fact' AND c.status IN ${STANDING}
       AND (r->>'followUp' IS NULL OR c.follow_up = r->>'followUp') AND (r->>'atLeast' IS NULL OR c.quantity::numeric >= (r->>'atLeast')::numeric)))) x`,
    'true',
  )}
  WHERE p.erased_at IS NULL`;
/** One after the other, for a page of them. */
const EACH = peopleWith(
  (part, columns, from, where) =>
    `CROSS JOIN LATERAL (SELECT ${columns} FROM ${from} WHERE x.participant_id = p.participant_id AND ${where}) ${part}`,
);
/** All of `people` at once. */
const MANY = `${peopleWith(
  (part, columns, from, where) =>
    `LEFT JOIN (SELECT x.participant_id, ${columns} FROM ${from} WHERE x.participant_id = ANY (people) AND ${where} GROUP BY 1) ${part} ON ${part}.participant_id = p.participant_id`,
)} AND p.participant_id = ANY (people)`;

/** Follow-up steps that those of profile `q` have neither claimed nor closed, and have what they require. */
const OPEN_STEPS = `SELECT s.outcome, s.follow_up, s.position, s.due_after, s.period_from, s.period_to FROM step s
  WHERE s.contract_id = q.contract_id AND s.follow_up <> '' AND s.is_expected AND is_meant_for(s.groups, s.cohorts, q.group_code, q.cohort)
    AND s.required <@ q.claimed AND (NOT s.requires_quantity OR s.outcome || ' ' || s.follow_up = ANY (q.enough))
    AND NOT s.outcome || ' ' || s.follow_up = ANY (q.claimed || q.closed)`;

/** When a step `s` is due for the person `q`, who had not dropped out before. */
const DUE = `CROSS JOIN LATERAL (SELECT due_after(q.started_on, q.referred_on, s.due_after) AS due_on OFFSET 0) d
  WHERE d.due_on BETWEEN s.period_from AND s.period_to AND NOT had_dropped_out(q.left_on, q.left_reason, d.due_on)`;

const THINGS = [
  'DROP VIEW open_follow_up',
  'DROP VIEW due_measurement',
  'DROP FUNCTION due_people',
  // Of each person by themselves, for the pages of people.
  `CREATE VIEW open_follow_up WITH (security_invoker = true) AS
   SELECT q.contract_id, q.participant_id, s.outcome, s.follow_up, s.position, d.due_on
   FROM (${EACH}) q CROSS JOIN LATERAL (${OPEN_STEPS} OFFSET 0) s ${DUE}`,
  // In a function of its own, whose joins are by hash: of a table that is being filled the planner expects one row.
  `CREATE FUNCTION due_people(people uuid[])
   RETURNS TABLE (participant_id uuid, contract_id uuid, group_code text, cohort text, claimed text[], closed text[], enough text[], started_on date, referred_on date, left_on date, left_reason text, enrolled_at timestamptz)
   LANGUAGE sql STABLE SET enable_seqscan = off SET enable_nestloop = off AS $$ ${MANY} $$`,
  // All that is kept in `due` of people, by what it follows from. Which follow-ups are open is worked out once for all who are alike; what was due a year before the person was enrolled is on no list.
  `CREATE OR REPLACE FUNCTION due_things(people uuid[])
   RETURNS TABLE (participant_id uuid, contract_id uuid, organisation text, kind text, about text, due_on date, outcomes text[]) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
   WITH person AS MATERIALIZED (SELECT * FROM due_people(people)),
   open AS MATERIALIZED (
     SELECT ${PROFILE.replaceAll(/(\w+)/g, 'q.$1')}, organisation, s.follow_up, s.due_after, s.period_from, s.period_to, array_agg(s.outcome ORDER BY s.position) AS outcomes
     FROM (SELECT DISTINCT ${PROFILE} FROM person) q JOIN contract k USING (contract_id) CROSS JOIN LATERAL unnest(k.claiming) organisation CROSS JOIN LATERAL (${OPEN_STEPS} OFFSET 0) s
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
   SELECT q.participant_id, q.contract_id, s.organisation, 'follow-up', s.follow_up, d.due_on, s.outcomes
   FROM person q JOIN open s USING (${PROFILE}) ${DUE} AND d.due_on >= ${dayOf('q.enrolled_at')} - 366
   UNION ALL
   SELECT c.participant_id, c.contract_id, c.claimant_organisation, c.status, c.claim_id::text,
     ${dayOf('(SELECT f.at FROM claim_fact f WHERE f.claim_id = c.claim_id ORDER BY f.id DESC LIMIT 1)')} + ${ANSWER_DAYS}, ARRAY[c.outcome]
   FROM claim c WHERE c.participant_id = ANY (people) AND c.status IN ('returned', 'rejected') AND NOT EXISTS (
     SELECT 1 FROM claim o WHERE o.participant_id = c.participant_id AND o.claim_key = c.claim_key AND o.status IN ${STANDING})
   UNION ALL
   SELECT q.participant_id, q.contract_id, organisation, 'measurement', m.measure || ' ' || n.months, d.due_on, ARRAY[m.measure]
   FROM contract_measure m JOIN contract k USING (contract_id) CROSS JOIN LATERAL unnest(k.claiming) organisation JOIN person q USING (contract_id)
   CROSS JOIN LATERAL (SELECT coalesce(q.started_on, q.referred_on) AS start_on) s
   CROSS JOIN LATERAL (
     SELECT coalesce(max(planned_point(x.measured_on, s.start_on, m.every)) + 1, 0) * m.every AS months FROM measurement x
     WHERE x.participant_id = q.participant_id AND x.measure = m.measure AND x.value IS NOT NULL
     AND NOT EXISTS (SELECT FROM measurement r WHERE r.replaces = x.measurement_id)) n
   CROSS JOIN LATERAL (SELECT (s.start_on + make_interval(months => n.months))::date AS due_on) d
   WHERE m.due_until IS NOT NULL AND m.contract_id IN (SELECT contract_id FROM person) AND d.due_on <= m.due_until AND (q.left_on IS NULL OR d.due_on <= q.left_on)
   AND d.due_on >= ${dayOf('q.enrolled_at')} - 366 $$`,
];

const ROW = 'participant_id, kind, about, organisation';
const CONTENT = `${ROW}, due_on, outcomes`;

/**
 * One at a time for each person: whoever is second sees what the first has done, and nobody else writes what is due for them. For people of whom nothing is kept yet, as
 * all that an import brings, it is written down; for others it is read, and only what differs is written.
 */
const RENEW = [
  // Few claims have come back.
  `CREATE INDEX claim_came_back ON claim (participant_id) WHERE status IN ('returned', 'rejected')`,
  `CREATE OR REPLACE FUNCTION renew_due(people uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
   BEGIN
     PERFORM FROM participant WHERE participant_id = ANY (people) ORDER BY participant_id FOR NO KEY UPDATE;
     IF NOT EXISTS (SELECT FROM due WHERE participant_id = ANY (people)) THEN
       INSERT INTO due (contract_id, ${CONTENT}) SELECT contract_id, ${CONTENT} FROM due_things(people);
       RETURN;
     END IF;
     WITH things AS MATERIALIZED (SELECT * FROM due_things(people)),
     kept AS MATERIALIZED (SELECT ${CONTENT} FROM due WHERE participant_id = ANY (people)),
     gone AS (DELETE FROM due WHERE participant_id = ANY (people) AND (${ROW}) NOT IN (SELECT ${ROW} FROM things))
     INSERT INTO due (contract_id, ${CONTENT}) SELECT contract_id, ${CONTENT} FROM things WHERE (${CONTENT}) NOT IN (SELECT ${CONTENT} FROM kept)
     ON CONFLICT (${ROW}) DO UPDATE SET due_on = excluded.due_on, outcomes = excluded.outcomes;
   END $$`,
];

/** When a follow-up is expected, of whom and when, is said once in the database, for what is due, for the pages of people and for what is counted; and what is due for people just imported is written without looking for what was. */
export class FollowUpRules1764703400000 implements MigrationInterface {
  readonly name = 'FollowUpRules1764703400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...RULES, ...THINGS, ...RENEW]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('what is due rests on the rules');
  }
}
