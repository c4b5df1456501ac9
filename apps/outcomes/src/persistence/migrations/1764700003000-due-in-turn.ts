import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So many people are renewed by the transaction that changes something of them; more than that take their turn afterwards. */
const AT_ONCE = 200;
/** People of one row of `due_touched`, and of one turn. */
const PIECE = 500;

const TABLES = [
  // It is all that is known of what is still to be renewed: it outlives a crash.
  'ALTER TABLE due_touched SET LOGGED',
  'ALTER TABLE due_touched ADD id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
];

const touch = (name: string, changed: string): string =>
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
    INSERT INTO due_touched (people) SELECT array_agg(participant_id)
    FROM (SELECT participant_id, (row_number() OVER () - 1) / ${PIECE} AS piece FROM (${changed}) c) p GROUP BY piece;
    RETURN NULL;
  END $$`;

const FUNCTIONS = [
  touch('due_of_people', 'SELECT participant_id FROM changed'),
  touch(
    'due_of_steps',
    'SELECT participant_id FROM participant WHERE contract_id IN (SELECT contract_id FROM changed)',
  ),
  // After these facts a claim stands or falls as it did, and came back to nobody.
  touch(
    'due_of_claims',
    `SELECT DISTINCT c.participant_id FROM changed f JOIN claim c ON c.claim_id = f.claim_id
     WHERE f.type NOT IN ('refused', 'attested', 'verified', 'objected', 'objection-dismissed', 'finalised')`,
  ),
  // Once per transaction, when all is as it will be. Whoever changes something of a person may see too little to tell what is due for others.
  `CREATE OR REPLACE FUNCTION due_at_commit() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
    DECLARE touched uuid[]; BEGIN
      PERFORM set_config('app.organisation', '*', true);
      SELECT array_agg(DISTINCT person) INTO touched FROM due_touched CROSS JOIN unnest(people) person WHERE tx = pg_current_xact_id();
      IF cardinality(touched) <= ${AT_ONCE} THEN
        DELETE FROM due_touched WHERE tx = pg_current_xact_id();
        PERFORM renew_due(touched);
      END IF;
      RETURN NULL;
    END $$`,
  // One turn of those who wait. Says whether there was anybody.
  `CREATE FUNCTION renew_due_in_turn() RETURNS boolean LANGUAGE plpgsql SET enable_seqscan = off AS $$
    DECLARE waiting uuid[]; BEGIN
      WITH taken AS (
        DELETE FROM due_touched WHERE id = ANY (ARRAY(SELECT id FROM due_touched ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED)) RETURNING people)
      SELECT array_agg(DISTINCT person) INTO waiting FROM taken CROSS JOIN unnest(people) person;
      IF waiting IS NOT NULL THEN PERFORM renew_due(waiting); END IF;
      RETURN waiting IS NOT NULL;
    END $$`,
];

/** Who changes something of many people at once does not wait until what is due for all of them is worked out: they take their turn just afterwards. */
export class DueInTurn1764700003000 implements MigrationInterface {
  readonly name = 'DueInTurn1764700003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FUNCTIONS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('nobody would renew what is due for those who wait');
  }
}
