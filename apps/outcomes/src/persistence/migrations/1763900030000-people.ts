import { asAppRole, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Who enrolled the person may see the key they gave them. `moves`: from which days on other municipalities pay.
  `ALTER TABLE participant ADD enrolled_organisation text, ADD left_on date, ADD left_reason text, ADD moves jsonb NOT NULL DEFAULT '[]',
     ADD CHECK ((left_on IS NULL) = (left_reason IS NULL))`,
  // Who pays for a claim is what held on its day; a move changes it while the claim is not final.
  'ALTER TABLE claim ADD paying_municipality text',
  // What was done with a person beside claims, by whom: dates and codes, never words.
  `CREATE TABLE participant_fact (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL REFERENCES participant,
    type text NOT NULL,
    on_day date,
    code text,
    outcome text,
    follow_up text,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL)`,
  'CREATE INDEX participant_fact_participant ON participant_fact (participant_id, id)',
  // How follow-ups ended that nobody has claimed.
  `CREATE TABLE follow_up_closing (
    contract_id uuid NOT NULL,
    participant_id uuid NOT NULL REFERENCES participant,
    outcome text NOT NULL,
    follow_up text NOT NULL,
    closing text NOT NULL,
    PRIMARY KEY (participant_id, outcome, follow_up))`,
  // What a claim said before it was corrected.
  `CREATE TABLE claim_version (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    claim_id uuid NOT NULL REFERENCES claim,
    version integer NOT NULL,
    achieved_on date NOT NULL,
    period_start date,
    quantity text NOT NULL,
    evidence jsonb NOT NULL,
    external_ref text,
    claimant text NOT NULL,
    claimant_organisation text NOT NULL,
    replaced_at timestamptz NOT NULL,
    UNIQUE (claim_id, version))`,
  `CREATE INDEX claim_version_evidence ON claim_version USING gin (evidence jsonb_path_ops) WHERE evidence <> '[]'`,
];

const KNOWN_BEFORE = [
  `UPDATE participant p SET enrolled_organisation = (SELECT f.organisation FROM claim_fact f WHERE f.contract_id = p.contract_id AND f.subject = p.enrolled_by LIMIT 1)
   WHERE p.external_key IS NOT NULL`,
  'UPDATE claim c SET paying_municipality = p.paying_municipality FROM participant p WHERE p.participant_id = c.participant_id AND p.paying_municipality IS NOT NULL',
];

export class People1763900030000 implements MigrationInterface {
  readonly name = 'People1763900030000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    for (const table of ['participant_fact', 'claim_version'])
      for (const statement of protect(table, { rls: 'contract_id', appendOnly: true })) await runner.query(statement);
    for (const statement of protect('follow_up_closing', { rls: 'contract_id' })) await runner.query(statement);
    // The reference of a case elsewhere goes with the person, and can only go.
    await runner.query(asAppRole((role) => `GRANT UPDATE (external_ref) ON claim_version TO ${role}`));
    await runner.query(
      'CREATE TRIGGER claim_version_reference BEFORE UPDATE ON claim_version FOR EACH ROW WHEN (NEW.external_ref IS NOT NULL) EXECUTE FUNCTION refuse_note()',
    );
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (const statement of KNOWN_BEFORE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['claim_version', 'follow_up_closing', 'participant_fact'])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE claim DROP paying_municipality');
    await runner.query(
      'ALTER TABLE participant DROP enrolled_organisation, DROP left_on, DROP left_reason, DROP moves',
    );
  }
}
