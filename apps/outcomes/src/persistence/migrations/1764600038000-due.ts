import { protect, watch } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDING = `('claimed', 'attested', 'verified', 'disputed', 'final')`;
/** A step of a claim is due so many days after the step before it. */
const ANSWER_DAYS = 14;

const TABLES = [
  // What a follow-up asks for, beside the terms: reading the whole document for each person is most of the work.
  `ALTER TABLE contract_step ADD requires jsonb NOT NULL DEFAULT '[]', ADD period_from date NOT NULL DEFAULT '-infinity', ADD period_to date NOT NULL DEFAULT 'infinity', ADD follow_up_name jsonb`,
  // What waits, for which organisation, until when. \`about\` tells apart what is of one kind for one person; \`not_for\`: people who have a part in it already.
  `CREATE TABLE due (
    contract_id uuid NOT NULL,
    organisation text NOT NULL,
    kind text NOT NULL,
    participant_id uuid NOT NULL,
    about text NOT NULL,
    due_on date NOT NULL,
    outcome text NOT NULL,
    follow_up text NOT NULL,
    claim_id uuid,
    not_for text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (participant_id, kind, about, organisation))`,
  'CREATE INDEX due_day ON due (organisation, kind, due_on, participant_id)',
  'CREATE INDEX due_contract ON due (contract_id, kind, due_on, participant_id)',
];

/** Fills what steps ask for from the terms; of old rows, since new ones come with it. */
export const TERMS_OF_STEP = `UPDATE contract_step s SET
    period_from = (k.terms->'period'->>'from')::date, period_to = (k.terms->'period'->>'to')::date,
    requires = coalesce(jsonb_path_query_first(k.terms, '$.outcomes[*] ? (@.code == $outcome).requires', jsonb_build_object('outcome', s.outcome)), '[]'),
    follow_up_name = (SELECT coalesce(f->'name', CASE WHEN f ? 'months'
        THEN jsonb_build_object('da', (f->>'months') || CASE f->>'months' WHEN '1' THEN ' måned' ELSE ' måneder' END, 'en', (f->>'months') || CASE f->>'months' WHEN '1' THEN ' month' ELSE ' months' END)
        ELSE jsonb_build_object('da', (f->>'weeks') || CASE f->>'weeks' WHEN '1' THEN ' uge' ELSE ' uger' END, 'en', (f->>'weeks') || CASE f->>'weeks' WHEN '1' THEN ' week' ELSE ' weeks' END) END)
      FROM jsonb_path_query_first(k.terms, '$.followUps[*] ? (@.code == $code)', jsonb_build_object('code', s.follow_up)) f WHERE f IS NOT NULL)
  FROM contract k WHERE k.contract_id = s.contract_id`;

/** Where the terms plan some follow-ups of an outcome, the others are expected of nobody. */
const EXPECTED = `(s.planned > 0 OR s.planned IS NULL AND NOT EXISTS (
  SELECT 1 FROM contract_step o WHERE o.contract_id = s.contract_id AND o.outcome = s.outcome AND o.planned > 0))`;

/** Follow-ups that nobody has claimed nor closed, of people who have what they require and had not dropped out before. */
const OPEN_FOLLOW_UP = `CREATE VIEW open_follow_up WITH (security_invoker = true) AS
  SELECT p.contract_id, p.participant_id, s.outcome, s.follow_up, s.position, d.due_on
  FROM participant p JOIN contract_step s ON s.contract_id = p.contract_id AND s.follow_up <> '' AND ${EXPECTED}
    AND (s.groups = '{}' OR p.group_code = ANY (s.groups)) AND (s.cohorts = '{}' OR p.cohort = ANY (s.cohorts))
  CROSS JOIN LATERAL (SELECT (coalesce(p.started_on, p.referred_on) + s.due_after)::date AS due_on) d
  WHERE p.erased_at IS NULL AND d.due_on BETWEEN s.period_from AND s.period_to
    AND (p.left_on IS NULL OR p.left_reason = 'completed' OR d.due_on <= p.left_on)
    AND NOT EXISTS (SELECT 1 FROM follow_up_closing f WHERE f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up)
    AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up AND c.status IN ${STANDING})
    AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(s.requires) r WHERE NOT EXISTS (
      SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = r->>'fact' AND c.status IN ${STANDING}
      AND (r->>'followUp' IS NULL OR c.follow_up = r->>'followUp') AND (r->>'atLeast' IS NULL OR c.quantity::numeric >= (r->>'atLeast')::numeric)))`;

const organisationsWith = (role: string): string =>
  `SELECT DISTINCT party->>'organisation' AS organisation FROM jsonb_array_elements(k.parties) party WHERE party->>'organisation' IS NOT NULL AND ${role}`;

/** Rows of the follow-ups in `from`; who may claim is worked out once per contract. */
const addFollowUps = (from: string): string => `
  INSERT INTO due (contract_id, organisation, kind, participant_id, about, due_on, outcome, follow_up)
  WITH f AS MATERIALIZED (${from}), o AS MATERIALIZED (
    SELECT k.contract_id, o.organisation FROM contract k
    CROSS JOIN LATERAL (${organisationsWith(`party->'roles' ?| ARRAY(SELECT jsonb_array_elements_text(k.claims->'by'))`)}) o
    WHERE k.contract_id = ANY (ARRAY(SELECT DISTINCT contract_id FROM f)))
  SELECT f.contract_id, o.organisation, 'follow-up', f.participant_id, f.outcome || ' ' || f.follow_up, f.due_on, f.outcome, f.follow_up FROM f JOIN o USING (contract_id)
  ON CONFLICT DO NOTHING`;

/** What concerns given people is looked up by key: the planner, who knows nothing yet of a table that is being filled, would go through all of it with each batch. */
const BY_KEY = 'SET enable_seqscan = off';

const RENEW = [
  // What else is open for the same people stands there already.
  `CREATE FUNCTION renew_due_follow_ups(people uuid[], of_outcomes text[], of_follow_ups text[]) RETURNS void LANGUAGE sql ${BY_KEY} AS $$
    DELETE FROM due d USING unnest(people, of_outcomes, of_follow_ups) t (participant_id, outcome, follow_up)
    WHERE d.participant_id = t.participant_id AND d.kind = 'follow-up' AND d.about = t.outcome || ' ' || t.follow_up;
    ${addFollowUps(`SELECT v.* FROM (SELECT DISTINCT unnest(people) AS participant_id) t
      CROSS JOIN LATERAL (SELECT * FROM open_follow_up v WHERE v.participant_id = t.participant_id OFFSET 0) v`)} $$`,
  `CREATE FUNCTION renew_due_claims(claim_ids uuid[]) RETURNS void LANGUAGE sql ${BY_KEY} AS $$
    DELETE FROM due d USING claim c WHERE c.claim_id = ANY (claim_ids) AND d.participant_id = c.participant_id
      AND d.kind IN ('attest', 'verify', 'returned', 'rejected') AND d.about = c.claim_id::text;
    INSERT INTO due (contract_id, organisation, kind, participant_id, about, due_on, outcome, follow_up, claim_id, not_for)
    SELECT c.contract_id, turn.organisation, turn.kind, c.participant_id, c.claim_id::text,
      ((SELECT f.at FROM claim_fact f WHERE f.claim_id = c.claim_id ORDER BY f.id DESC LIMIT 1) AT TIME ZONE 'Europe/Copenhagen')::date + ${ANSWER_DAYS},
      c.outcome, coalesce(c.follow_up, ''), c.claim_id, CASE WHEN turn.kind IN ('attest', 'verify') THEN array_remove(ARRAY[c.claimant, c.attester], NULL) ELSE '{}' END
    FROM claim c JOIN contract k ON k.contract_id = c.contract_id CROSS JOIN LATERAL (
      SELECT 'attest' AS kind, a.organisation FROM (${organisationsWith(`party->'roles' ? (k.claims->>'attestBy')`)}) a WHERE c.status = 'claimed'
      UNION ALL SELECT 'verify', v.organisation FROM (${organisationsWith(`party->'roles' ? (k.claims->>'verifyBy')`)}) v WHERE c.status = 'attested'
      UNION ALL SELECT c.status, c.claimant_organisation WHERE c.status IN ('returned', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM claim o WHERE o.participant_id = c.participant_id AND o.claim_key = c.claim_key AND o.status IN ${STANDING})) turn
    WHERE c.claim_id = ANY (claim_ids) AND c.status IN ('claimed', 'attested', 'returned', 'rejected')
    ON CONFLICT DO NOTHING $$`,
  `CREATE FUNCTION renew_due_contracts(contract_ids uuid[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM due WHERE contract_id = ANY (contract_ids) AND kind = 'follow-up';
    ${addFollowUps('SELECT * FROM open_follow_up o WHERE o.contract_id = ANY (contract_ids)')};
    SELECT renew_due_claims(ARRAY(SELECT claim_id FROM claim WHERE contract_id = ANY (contract_ids) AND status IN ('claimed', 'attested', 'returned', 'rejected'))) $$`,
];

const triggered = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql ${BY_KEY} AS $$ BEGIN ${body} RETURN NULL; END $$`;

/** Facts after which it is nobody else's turn, and a claim stands as it did. */
const QUIET = `'refused', 'objected', 'objection-dismissed', 'finalised'`;

const TRIGGERED = [
  // Who is new has nothing yet that a follow-up may require.
  triggered(
    'due_of_people',
    `PERFORM renew_due_follow_ups(array_agg(p.participant_id), array_agg(s.outcome), array_agg(s.follow_up))
     FROM changed p JOIN contract_step s ON s.contract_id = p.contract_id AND s.follow_up <> ''
       AND (TG_OP = 'UPDATE' OR s.requires = '[]') HAVING count(*) > 0;`,
  ),
  triggered(
    'due_of_closings',
    `PERFORM renew_due_follow_ups(array_agg(participant_id), array_agg(outcome), array_agg(follow_up)) FROM changed HAVING count(*) > 0;`,
  ),
  triggered(
    'due_of_steps',
    `PERFORM renew_due_contracts(ids) FROM (SELECT array_agg(DISTINCT contract_id) AS ids FROM changed) c WHERE ids IS NOT NULL;`,
  ),
  // Verifying takes away what waited, and brings nothing. Of all other facts those that change whose turn it is, and of these those that change whether a claim stands: it stands for a follow-up, and for what requires it.
  triggered(
    'due_of_claims',
    `IF NOT EXISTS (SELECT FROM changed WHERE type NOT IN (${QUIET}, 'verified')) THEN
       DELETE FROM due d USING changed f JOIN claim c ON c.claim_id = f.claim_id
       WHERE f.type = 'verified' AND d.participant_id = c.participant_id AND d.kind = 'verify' AND d.about = f.claim_id::text;
       RETURN NULL;
     END IF;
     PERFORM renew_due_claims(array_agg(claim_id)) FROM (
       SELECT f.claim_id FROM changed f WHERE f.type NOT IN (${QUIET})
       UNION SELECT b.claim_id FROM claim b WHERE b.status IN ('returned', 'rejected') AND b.participant_id IN (
         SELECT c.participant_id FROM changed f JOIN claim c ON c.claim_id = f.claim_id WHERE f.type NOT IN (${QUIET}))) t
     HAVING count(*) > 0;
     PERFORM renew_due_follow_ups(array_agg(t.participant_id), array_agg(t.outcome), array_agg(t.follow_up)) FROM (
       SELECT DISTINCT c.participant_id, s.outcome, s.follow_up FROM changed f JOIN claim c ON c.claim_id = f.claim_id
       JOIN contract_step s ON s.contract_id = c.contract_id AND s.follow_up <> ''
         AND (s.outcome = c.outcome AND s.follow_up = c.follow_up OR s.requires @> jsonb_build_array(jsonb_build_object('fact', c.outcome)))
       WHERE f.type IN ('claimed', 'corrected', 'returned', 'rejected', 'objection-upheld', 'reversed')) t HAVING count(*) > 0;`,
  ),
];

const WATCHED = [
  ...watch('participant', { name: 'due', calls: 'due_of_people' }, 'INSERT', 'UPDATE'),
  ...watch('follow_up_closing', { name: 'due', calls: 'due_of_closings' }, 'INSERT', 'UPDATE', 'DELETE'),
  ...watch('contract_step', { name: 'due', calls: 'due_of_steps' }, 'INSERT', 'UPDATE', 'DELETE'),
  ...watch('claim_fact', { name: 'due', calls: 'due_of_claims' }, 'INSERT'),
];

/** What is due is kept by the database, with the rows that it follows from: whoever writes those cannot forget it. */
export class Due1764600038000 implements MigrationInterface {
  readonly name = 'Due1764600038000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of [...TABLES, ...protect('due', { rls: 'contract_id' }), TERMS_OF_STEP, OPEN_FOLLOW_UP])
      await runner.query(statement);
    for (const statement of [...RENEW, ...TRIGGERED, ...WATCHED]) await runner.query(statement);
    await runner.query('SELECT renew_due_contracts(ARRAY(SELECT contract_id FROM contract))');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['due_of_people', 'due_of_closings', 'due_of_steps', 'due_of_claims'])
      await runner.query(`DROP FUNCTION ${name}() CASCADE`);
    for (const name of ['renew_due_contracts', 'renew_due_claims', 'renew_due_follow_ups'])
      await runner.query(`DROP FUNCTION ${name}`);
    await runner.query('DROP VIEW open_follow_up');
    await runner.query('DROP TABLE due');
    await runner.query(
      'ALTER TABLE contract_step DROP requires, DROP period_from, DROP period_to, DROP follow_up_name',
    );
  }
}
