import { watch } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDING = `('claimed', 'attested', 'verified', 'disputed', 'final')`;
/** A step of a claim is due so many days after the step before it. */
const ANSWER_DAYS = 14;
/** So many people are renewed by the transaction that changes something of them; more than that take their turn afterwards. */
const AT_ONCE = 200;
/** People of one row of `due_touched`, and of one turn. */
const PIECE = 1_000;
const dayOf = (at: string): string => `(${at} AT TIME ZONE 'Europe/Copenhagen')::date`;
const listed = (name: string): string => `coalesce(array_agg(DISTINCT ${name}), '{}') AS ${name}`;

/**
 * People `p` with all that tells which follow-ups are open for them, apart from the days: where they belong, what they have claimed (each outcome, and each with its follow-up)
 * and closed, and for which steps that ask for an amount they have enough.
 */
const peopleWith = (
  join: (part: string, columns: string, from: string, where: string) => string,
): string => `SELECT p.participant_id, p.contract_id,
    coalesce(p.group_code, '') AS group_code, coalesce(p.cohort, '') AS cohort, coalesce(claimed, '{}') AS claimed, coalesce(closed, '{}') AS closed, coalesce(enough, '{}') AS enough,
    coalesce(p.started_on, p.referred_on) AS start_on, CASE WHEN p.left_reason <> 'completed' THEN p.left_on END AS left_on, p.enrolled_at
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
export const MANY = `${peopleWith(
  (part, columns, from, where) =>
    `LEFT JOIN (SELECT x.participant_id, ${columns} FROM ${from} WHERE x.participant_id = ANY (people) AND ${where} GROUP BY 1) ${part} ON ${part}.participant_id = p.participant_id`,
)} AND p.participant_id = ANY (people)`;
const PROFILE = 'contract_id, group_code, cohort, claimed, closed, enough';

/** Follow-up steps that those of profile `q` have neither claimed nor closed, and have what they require. Where the terms plan some follow-ups of an outcome, the others are expected of nobody. */
const OPEN_STEPS = `SELECT s.outcome, s.follow_up, s.position, s.due_after, s.period_from, s.period_to FROM contract_step s
  WHERE s.contract_id = q.contract_id AND s.follow_up <> '' AND (s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (
      SELECT 1 FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0))
    AND (s.groups = '{}' OR q.group_code = ANY (s.groups)) AND (s.cohorts = '{}' OR q.cohort = ANY (s.cohorts))
    AND s.required <@ q.claimed AND (NOT s.requires_quantity OR s.outcome || ' ' || s.follow_up = ANY (q.enough))
    AND NOT s.outcome || ' ' || s.follow_up = ANY (q.claimed || q.closed)`;

/** When a step `s` is due for the person `q`, who had not dropped out before. */
const dueOn = (s: string, q: string): string =>
  `CROSS JOIN LATERAL (SELECT (${q}.start_on + ${s}.due_after)::date AS due_on OFFSET 0) d
   WHERE d.due_on BETWEEN ${s}.period_from AND ${s}.period_to AND (${q}.left_on IS NULL OR d.due_on <= ${q}.left_on)`;

const REPLACED = [
  'DROP VIEW due_thing, due_outcome, open_follow_up',
  // What has been noted for later has no transaction any more.
  'ALTER TABLE due_touched ALTER tx DROP NOT NULL',
  'DROP TRIGGER due_at_commit ON due_touched',
  `CREATE CONSTRAINT TRIGGER due_at_commit AFTER INSERT ON due_touched DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.tx IS NOT NULL) EXECUTE FUNCTION due_at_commit()`,
];

/** An index on people begins with what tells them apart; who has no key or no digest is not in it. */
const INDEXES = [
  'ALTER TABLE participant DROP CONSTRAINT participant_contract_id_person_digest_key, DROP CONSTRAINT participant_contract_id_external_key_key',
  'DROP INDEX participant_twin',
  'CREATE UNIQUE INDEX participant_digest ON participant (person_digest, contract_id) WHERE person_digest IS NOT NULL',
  'CREATE UNIQUE INDEX participant_key ON participant (external_key, contract_id) WHERE external_key IS NOT NULL',
  'CREATE INDEX participant_twin ON participant (twin_key, contract_id) WHERE twin_key IS NOT NULL',
  // Few contracts have any.
  'CREATE INDEX contract_step_quantity ON contract_step (contract_id) WHERE requires_quantity',
];

/** All that is kept in `due` of people, by what it follows from. Which follow-ups are open is worked out once for all who are alike; what was due a year before the person was enrolled is on no list. */
export const DUE_THINGS = `CREATE FUNCTION due_things(people uuid[])
 RETURNS TABLE (participant_id uuid, contract_id uuid, organisation text, kind text, about text, due_on date, outcomes text[]) LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  WITH person AS MATERIALIZED (${MANY}),
  step AS MATERIALIZED (
    SELECT ${PROFILE.replaceAll(/(\w+)/g, 'q.$1')}, organisation, s.follow_up, s.due_after, s.period_from, s.period_to, array_agg(s.outcome ORDER BY s.position) AS outcomes
    FROM (SELECT DISTINCT ${PROFILE} FROM person) q JOIN contract k USING (contract_id) CROSS JOIN LATERAL unnest(k.claiming) organisation CROSS JOIN LATERAL (${OPEN_STEPS} OFFSET 0) s
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
  SELECT q.participant_id, q.contract_id, s.organisation, 'follow-up', s.follow_up, d.due_on, s.outcomes
  FROM person q JOIN step s USING (${PROFILE}) ${dueOn('s', 'q')} AND d.due_on >= ${dayOf('q.enrolled_at')} - 366
  UNION ALL
  SELECT c.participant_id, c.contract_id, c.claimant_organisation, c.status, c.claim_id::text,
    ${dayOf('(SELECT f.at FROM claim_fact f WHERE f.claim_id = c.claim_id ORDER BY f.id DESC LIMIT 1)')} + ${ANSWER_DAYS}, ARRAY[c.outcome]
  FROM unnest(people) one CROSS JOIN LATERAL (SELECT * FROM claim WHERE participant_id = one AND status IN ('returned', 'rejected') OFFSET 0) c WHERE NOT EXISTS (
    SELECT 1 FROM claim o WHERE o.participant_id = c.participant_id AND o.claim_key = c.claim_key AND o.status IN ${STANDING})
  UNION ALL
  SELECT m.* FROM due_measurement m WHERE m.participant_id = ANY (people) $$`;

const THINGS = [
  // Of each person by themselves, for the pages of people.
  `CREATE VIEW open_follow_up WITH (security_invoker = true) AS
  SELECT q.contract_id, q.participant_id, s.outcome, s.follow_up, s.position, d.due_on
  FROM (${EACH}) q CROSS JOIN LATERAL (${OPEN_STEPS} OFFSET 0) s ${dueOn('s', 'q')}`,
  DUE_THINGS,
];

export const routine = (name: string, returns: string, body: string): string =>
  `CREATE OR REPLACE FUNCTION ${name} RETURNS ${returns} LANGUAGE plpgsql SET enable_seqscan = off AS $$ ${body} $$`;

const touch = (name: string, changed: string): string =>
  routine(
    `${name}()`,
    'trigger',
    `BEGIN INSERT INTO due_touched (people) SELECT array_agg(participant_id) FROM (${changed}) c HAVING count(*) > 0; RETURN NULL; END`,
  );

const RENEW = [
  // One at a time for each person: whoever is second sees what the first has done, and nobody else writes what is due for them.
  routine(
    'renew_due(people uuid[])',
    'void',
    `BEGIN
      PERFORM FROM participant WHERE participant_id = ANY (people) ORDER BY participant_id FOR NO KEY UPDATE;
      WITH things AS MATERIALIZED (SELECT * FROM due_things(people)),
      kept AS MATERIALIZED (SELECT participant_id, kind, about, organisation FROM due WHERE participant_id = ANY (people)),
      gone AS (
        DELETE FROM due WHERE participant_id = ANY (people)
        AND (participant_id, kind, about, organisation) NOT IN (SELECT participant_id, kind, about, organisation FROM things)),
      changed AS (
        UPDATE due SET due_on = t.due_on, outcomes = t.outcomes FROM things t
        WHERE (due.participant_id, due.kind, due.about, due.organisation) = (t.participant_id, t.kind, t.about, t.organisation)
        AND (due.due_on, due.outcomes) <> (t.due_on, t.outcomes) AND due.participant_id = ANY (people))
      INSERT INTO due (participant_id, contract_id, organisation, kind, about, due_on, outcomes)
      SELECT participant_id, contract_id, organisation, kind, about, due_on, outcomes FROM things
      WHERE (participant_id, kind, about, organisation) NOT IN (SELECT participant_id, kind, about, organisation FROM kept);
    END`,
  ),
  touch('due_of_people', 'SELECT participant_id FROM changed'),
  touch(
    'due_of_steps',
    'SELECT participant_id FROM participant WHERE contract_id IN (SELECT contract_id FROM changed)',
  ),
  touch('due_of_new_claims', `SELECT participant_id FROM changed WHERE status <> 'refused'`),
  // After these facts a claim stands or falls as it did, and came back to nobody; it is new with its row. Looked up one by one (LATERAL, fenced), however many claims there are.
  touch(
    'due_of_claims',
    `SELECT c.participant_id FROM changed f CROSS JOIN LATERAL (SELECT participant_id FROM claim WHERE claim_id = f.claim_id OFFSET 0) c
     WHERE f.type NOT IN ('claimed', 'refused', 'attested', 'verified', 'objected', 'objection-dismissed', 'finalised')`,
  ),
  // Once per transaction, when all is as it will be. Whoever changes something of a person may see too little to tell what is due for others.
  routine(
    'due_at_commit()',
    'trigger',
    `DECLARE touched uuid[]; BEGIN
      PERFORM set_config('app.organisation', '*', true);
      WITH taken AS (DELETE FROM due_touched WHERE tx = pg_current_xact_id() RETURNING people)
      SELECT array_agg(DISTINCT person) INTO touched FROM taken CROSS JOIN unnest(people) person;
      IF cardinality(touched) <= ${AT_ONCE} THEN
        PERFORM renew_due(touched);
      ELSIF touched IS NOT NULL THEN
        INSERT INTO due_touched (tx, people)
        SELECT NULL, array_agg(person) FROM unnest(touched) WITH ORDINALITY t (person, place) GROUP BY (place - 1) / ${PIECE};
      END IF;
      RETURN NULL;
    END`,
  ),
  // One turn of those who wait. Says whether there was anybody.
  routine(
    'renew_due_in_turn()',
    'boolean',
    `DECLARE waiting uuid[]; BEGIN
      DELETE FROM due_touched WHERE id = (SELECT id FROM due_touched ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING people INTO waiting;
      IF waiting IS NOT NULL THEN PERFORM renew_due(waiting); END IF;
      RETURN waiting IS NOT NULL;
    END`,
  ),
];

/** What is due is worked out once for all who are alike, and once for everybody whom a transaction touched; people are found by key among however many. An import of many people is lighter by most of its work. */
export class DueByProfile1764701100000 implements MigrationInterface {
  readonly name = 'DueByProfile1764701100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...INDEXES, ...REPLACED, ...THINGS, ...RENEW]) await runner.query(statement);
    for (const statement of watch('claim', { name: 'due', calls: 'due_of_new_claims' }, 'INSERT'))
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('the views that this was worked out from are gone');
  }
}
