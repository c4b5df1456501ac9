import { protect, watch } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDING = `('claimed', 'attested', 'verified', 'disputed', 'final')`;
/** A step of a claim is due so many days after the step before it. */
const ANSWER_DAYS = 14;
const dayOf = (at: string): string => `(${at} AT TIME ZONE 'Europe/Copenhagen')::date`;

const REPLACED = [
  'DROP FUNCTION due_of_people, due_of_closings, due_of_steps, due_of_claims CASCADE',
  'DROP FUNCTION renew_due_contracts, renew_due_claims, renew_due_follow_ups',
  'DROP VIEW open_follow_up',
  'DROP TABLE due',
];

const TABLES = [
  // What waits, for which organisation, until when: the outcomes of one follow-up of a person (\`about\` is its code), or a claim that came back (\`about\` is its id).
  `CREATE TABLE due (
    participant_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    organisation text NOT NULL,
    kind text NOT NULL,
    about text NOT NULL,
    due_on date NOT NULL,
    outcomes text[] NOT NULL,
    PRIMARY KEY (participant_id, kind, about, organisation))`,
  'CREATE INDEX due_day ON due (organisation, kind, due_on, participant_id)',
  'CREATE INDEX due_contract ON due (contract_id, kind, due_on, participant_id)',
  // People of whom a transaction that is not over has changed something: nothing in here outlives it.
  'CREATE UNLOGGED TABLE due_touched (tx xid8 NOT NULL DEFAULT pg_current_xact_id(), people uuid[] NOT NULL)',
  'CREATE INDEX due_touched_tx ON due_touched (tx)',
  // What waits for attestation or verification is in the claim itself, and its table is the list.
  'ALTER TABLE claim ADD waiting_since date',
  `UPDATE claim c SET waiting_since = ${dayOf('(SELECT max(f.at) FROM claim_fact f WHERE f.claim_id = c.claim_id)')} WHERE status IN ('claimed', 'attested')`,
  `CREATE INDEX claim_waiting ON claim (status, waiting_since, participant_id, claim_id) WHERE status IN ('claimed', 'attested')`,
];

/** Worked out once per contract, and not once per person. */
const OF_CONTRACTS = [
  `CREATE FUNCTION claiming_in(terms jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(
    SELECT DISTINCT party->>'organisation' FROM jsonb_array_elements(terms->'parties') party
    WHERE party->>'organisation' IS NOT NULL AND party->'roles' ?| ARRAY(SELECT jsonb_array_elements_text(terms->'claims'->'by')) ORDER BY 1) $$`,
  'ALTER TABLE contract ADD claiming text[] GENERATED ALWAYS AS (claiming_in(terms)) STORED',
  // What a step requires, as ${CLAIMED} names what somebody has claimed; how much of it is told by \`requires\` alone.
  `CREATE FUNCTION required_by(requires jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(
    SELECT (r->>'fact') || coalesce(' ' || (r->>'followUp'), '') FROM jsonb_array_elements(requires) r ORDER BY 1) $$`,
  `ALTER TABLE contract_step ADD required text[] GENERATED ALWAYS AS (required_by(requires)) STORED,
    ADD requires_quantity boolean GENERATED ALWAYS AS (jsonb_path_exists(requires, '$[*].atLeast')) STORED`,
];

/** Where the terms plan some follow-ups of an outcome, the others are expected of nobody. */
const EXPECTED = `s.follow_up <> '' AND (s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (
  SELECT 1 FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0))`;
/** What the person \`p\` has claimed: each outcome, and each with its follow-up. */
const CLAIMED = `(SELECT coalesce(array_agg(done), '{}') AS done FROM claim c CROSS JOIN LATERAL unnest(ARRAY[c.outcome, c.outcome || ' ' || c.follow_up]) done
    WHERE c.participant_id = p.participant_id AND c.status IN ${STANDING} AND done IS NOT NULL)`;
const CLOSED = `(SELECT coalesce(array_agg(f.outcome || ' ' || f.follow_up), '{}') AS done FROM follow_up_closing f WHERE f.participant_id = p.participant_id)`;
const ENOUGH = `NOT EXISTS (SELECT 1 FROM jsonb_array_elements(s.requires) r WHERE NOT EXISTS (
      SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = r->>'fact' AND c.status IN ${STANDING}
      AND (r->>'followUp' IS NULL OR c.follow_up = r->>'followUp') AND (r->>'atLeast' IS NULL OR c.quantity::numeric >= (r->>'atLeast')::numeric)))`;

const VIEWS = [
  // Follow-ups that nobody has claimed nor closed, of people who have what they require and had not dropped out before. Read per person: what each has claimed and closed is looked up once, which the fences (\`OFFSET 0\`) are for.
  `CREATE VIEW open_follow_up WITH (security_invoker = true) AS
  SELECT p.contract_id, p.participant_id, s.outcome, s.follow_up, s.position, s.due_on, p.enrolled_at
  FROM participant p CROSS JOIN LATERAL ${CLAIMED} claimed CROSS JOIN LATERAL ${CLOSED} closed
  CROSS JOIN LATERAL (
    SELECT s.outcome, s.follow_up, s.position, d.due_on
    FROM contract_step s CROSS JOIN LATERAL (SELECT (coalesce(p.started_on, p.referred_on) + s.due_after)::date AS due_on OFFSET 0) d
    WHERE s.contract_id = p.contract_id AND ${EXPECTED}
      AND (s.groups = '{}' OR p.group_code = ANY (s.groups)) AND (s.cohorts = '{}' OR p.cohort = ANY (s.cohorts))
      AND s.required <@ claimed.done AND (NOT s.requires_quantity OR ${ENOUGH})
      AND NOT s.outcome || ' ' || s.follow_up = ANY (claimed.done || closed.done)
      AND d.due_on BETWEEN s.period_from AND s.period_to AND (p.left_on IS NULL OR p.left_reason = 'completed' OR d.due_on <= p.left_on)
    OFFSET 0) s
  WHERE p.erased_at IS NULL`,
  // All that is kept in \`due\`, by what it follows from. What was due more than a year ago is on no list, and so neither what was due a year before the person was enrolled.
  `CREATE VIEW due_thing WITH (security_invoker = true) AS
  SELECT f.participant_id, f.contract_id, organisation, 'follow-up' AS kind, f.follow_up AS about, f.due_on, f.outcomes
  FROM (SELECT participant_id, contract_id, follow_up, due_on, array_agg(outcome ORDER BY position) AS outcomes
    FROM open_follow_up WHERE due_on >= ${dayOf('enrolled_at')} - 366 GROUP BY 1, 2, 3, 4) f
  JOIN contract k USING (contract_id) CROSS JOIN LATERAL unnest(k.claiming) organisation
  UNION ALL
  SELECT c.participant_id, c.contract_id, c.claimant_organisation, c.status, c.claim_id::text,
    ${dayOf('(SELECT f.at FROM claim_fact f WHERE f.claim_id = c.claim_id ORDER BY f.id DESC LIMIT 1)')} + ${ANSWER_DAYS}, ARRAY[c.outcome]
  FROM claim c WHERE c.status IN ('returned', 'rejected') AND NOT EXISTS (
    SELECT 1 FROM claim o WHERE o.participant_id = c.participant_id AND o.claim_key = c.claim_key AND o.status IN ${STANDING})`,
];

/**
 * Looked up by key: the planner, who knows nothing yet of a table that is being filled, would go through all of it with each batch. Plans are kept.
 */
const routine = (name: string, returns: string, body: string): string =>
  `CREATE FUNCTION ${name} RETURNS ${returns} LANGUAGE plpgsql SET enable_seqscan = off AS $$ ${body} $$`;

const RENEW = [
  // One at a time for each person: whoever is second sees what the first has done. `NOT IN` is looked up in a set, however many the planner takes them for.
  routine(
    'renew_due(people uuid[])',
    'void',
    `BEGIN
      PERFORM FROM participant WHERE participant_id = ANY (people) ORDER BY participant_id FOR NO KEY UPDATE;
      WITH things AS MATERIALIZED (
        SELECT t.* FROM unnest(people) p (participant_id) CROSS JOIN LATERAL (SELECT * FROM due_thing t WHERE t.participant_id = p.participant_id OFFSET 0) t),
      gone AS (
        DELETE FROM due WHERE participant_id = ANY (people)
        AND (participant_id, kind, about, organisation) NOT IN (SELECT participant_id, kind, about, organisation FROM things))
      INSERT INTO due (participant_id, contract_id, organisation, kind, about, due_on, outcomes)
      SELECT participant_id, contract_id, organisation, kind, about, due_on, outcomes FROM things
      ON CONFLICT (participant_id, kind, about, organisation) DO UPDATE SET due_on = excluded.due_on, outcomes = excluded.outcomes
      WHERE (due.due_on, due.outcomes) <> (excluded.due_on, excluded.outcomes);
    END`,
  ),
  // Once per transaction, when all is as it will be. Whoever changes something of a person may see too little to tell what is due for others.
  routine(
    'due_at_commit()',
    'trigger',
    `DECLARE touched uuid[]; BEGIN
      PERFORM set_config('app.organisation', '*', true);
      WITH taken AS (DELETE FROM due_touched WHERE tx = pg_current_xact_id() RETURNING people)
      SELECT array_agg(DISTINCT person) INTO touched FROM taken CROSS JOIN unnest(people) person;
      IF touched IS NOT NULL THEN PERFORM renew_due(touched); END IF;
      RETURN NULL;
    END`,
  ),
  `CREATE CONSTRAINT TRIGGER due_at_commit AFTER INSERT ON due_touched DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION due_at_commit()`,
  routine(
    'due_of_people()',
    'trigger',
    `BEGIN INSERT INTO due_touched (people) SELECT array_agg(participant_id) FROM changed HAVING count(*) > 0; RETURN NULL; END`,
  ),
  routine(
    'due_of_steps()',
    'trigger',
    `BEGIN
      INSERT INTO due_touched (people) SELECT array_agg(participant_id) FROM participant WHERE contract_id IN (SELECT contract_id FROM changed) HAVING count(*) > 0;
      RETURN NULL;
    END`,
  ),
  // After these facts a claim stands or falls as it did, and came back to nobody.
  routine(
    'due_of_claims()',
    'trigger',
    `BEGIN
      INSERT INTO due_touched (people) SELECT array_agg(c.participant_id) FROM changed f JOIN claim c ON c.claim_id = f.claim_id
      WHERE f.type NOT IN ('refused', 'attested', 'verified', 'objected', 'objection-dismissed', 'finalised') HAVING count(*) > 0;
      RETURN NULL;
    END`,
  ),
];

const WATCHED = [
  ...watch('participant', { name: 'due', calls: 'due_of_people' }, 'INSERT', 'UPDATE'),
  ...watch('follow_up_closing', { name: 'due', calls: 'due_of_people' }, 'INSERT', 'UPDATE', 'DELETE'),
  ...watch('contract_step', { name: 'due', calls: 'due_of_steps' }, 'INSERT', 'UPDATE', 'DELETE'),
  ...watch('claim_fact', { name: 'due', calls: 'due_of_claims' }, 'INSERT'),
];

/** What is due is a row per person and follow-up rather than per outcome, renewed once per transaction, and claims that wait are found where they are: writing is several times lighter. */
export class LighterDue1764700001000 implements MigrationInterface {
  readonly name = 'LighterDue1764700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of [...REPLACED, ...TABLES, ...protect('due', { rls: 'contract_id' })])
      await runner.query(statement);
    for (const statement of [...OF_CONTRACTS, ...VIEWS, ...RENEW, ...WATCHED]) await runner.query(statement);
    await runner.query('SELECT renew_due(ARRAY(SELECT participant_id FROM participant))');
  }

  async down(): Promise<void> {
    throw new Error('what was due is not told apart by outcome any more');
  }
}
