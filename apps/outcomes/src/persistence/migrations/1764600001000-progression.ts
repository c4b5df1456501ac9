import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const MEASURES = [
  // What contracts measure, and to what end: nothing else decides whether a score can lead to payment.
  `CREATE TABLE contract_measure (
    contract_id uuid NOT NULL REFERENCES contract,
    measure text NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('dialogue', 'payment')),
    scored boolean NOT NULL,
    every integer,
    times integer,
    PRIMARY KEY (contract_id, measure))`,
  // Contracts from before measures had purposes: one that an outcome may look at is for payment, as every code in quotes may be a name.
  `INSERT INTO contract_measure (contract_id, measure, purpose, scored)
   SELECT k.contract_id, m->>'code', CASE WHEN (k.terms->'outcomes')::text LIKE '%"' || (m->>'code') || '"%' THEN 'payment' ELSE 'dialogue' END, false
   FROM contract k, jsonb_array_elements(coalesce(k.terms->'measures', '[]')) m`,
];

const SCORES = [
  // What replaces a score is a row of its own; one without value takes it back.
  `ALTER TABLE measurement ALTER value DROP NOT NULL,
     ADD scored_by text,
     ADD present text[] NOT NULL DEFAULT '{}',
     ADD note text,
     ADD replaces uuid UNIQUE REFERENCES measurement,
     ADD CHECK (value IS NOT NULL OR replaces IS NOT NULL)`,
  `ALTER TABLE measurement ADD CONSTRAINT measurement_measure FOREIGN KEY (contract_id, measure) REFERENCES contract_measure NOT VALID`,
  'CREATE INDEX measurement_contract ON measurement (contract_id, measure)',
];

const NEVER_MEET = [
  `CREATE FUNCTION require_dialogue() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NOT EXISTS (SELECT FROM contract_measure m WHERE m.contract_id = NEW.contract_id AND m.measure = NEW.measure AND m.purpose = 'dialogue') THEN
       RAISE EXCEPTION 'only what is measured for dialogue is a measurement' USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  'CREATE TRIGGER measurement_for_dialogue BEFORE INSERT ON measurement FOR EACH ROW EXECUTE FUNCTION require_dialogue()',
  `CREATE FUNCTION refuse_dialogue_claim() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM contract_measure m WHERE m.contract_id = NEW.contract_id AND m.measure = NEW.outcome AND m.purpose = 'dialogue') THEN
       RAISE EXCEPTION 'what is measured for dialogue is never claimed' USING ERRCODE = 'check_violation';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER claim_never_dialogue BEFORE INSERT ON claim FOR EACH ROW WHEN (NEW.status <> 'refused') EXECUTE FUNCTION refuse_dialogue_claim()`,
  `CREATE TRIGGER claim_never_made_dialogue BEFORE UPDATE OF outcome, status ON claim FOR EACH ROW
   WHEN (NEW.status <> 'refused' AND (OLD.outcome <> NEW.outcome OR OLD.status = 'refused')) EXECUTE FUNCTION refuse_dialogue_claim()`,
];

/** Scores for dialogue and scores for payment never meet: the first are measurements, the second claims. */
export class Progression1764600001000 implements MigrationInterface {
  readonly name = 'Progression1764600001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of MEASURES) await runner.query(statement);
    for (const statement of protect('contract_measure', { rls: 'contract_id' })) await runner.query(statement);
    for (const statement of [...SCORES, ...NEVER_MEET]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION refuse_dialogue_claim, require_dialogue CASCADE');
    await runner.query('ALTER TABLE measurement DROP CONSTRAINT measurement_measure');
    await runner.query('DROP INDEX measurement_contract');
    await runner.query('DELETE FROM measurement WHERE value IS NULL');
    await runner.query(
      'ALTER TABLE measurement DROP replaces, DROP note, DROP present, DROP scored_by, ALTER value SET NOT NULL',
    );
    await runner.query('DROP TABLE contract_measure');
  }
}
