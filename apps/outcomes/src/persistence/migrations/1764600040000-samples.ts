import { asAppRole, protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Where a claim is in an open sample, and what a concluded one left of its price.
  `ALTER TABLE claim ADD sample_id uuid, ADD sample_place text CHECK (sample_place IN ('waiting', 'selected')), ADD paid_share text,
     ADD CHECK ((sample_id IS NULL) = (sample_place IS NULL))`,
  'CREATE INDEX claim_sample ON claim (sample_id) WHERE sample_id IS NOT NULL',
  // A sample of a contract's claims: its population is frozen before there is a seed.
  `CREATE TABLE sample (
    sample_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL REFERENCES contract,
    status text NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    terms jsonb NOT NULL,
    digest text NOT NULL,
    units integer NOT NULL,
    book bigint NOT NULL,
    sizes integer[] NOT NULL,
    seed text,
    result jsonb,
    consequence jsonb,
    CHECK ((status = 'frozen') = (seed IS NULL)))`,
  'CREATE INDEX sample_contract ON sample (contract_id, sample_id)',
  `CREATE TABLE sample_unit (
    sample_id uuid NOT NULL REFERENCES sample,
    contract_id uuid NOT NULL,
    claim_id uuid NOT NULL REFERENCES claim,
    amount bigint NOT NULL,
    stratum text NOT NULL,
    PRIMARY KEY (sample_id, claim_id))`,
  `CREATE TABLE sample_fact (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    sample_id uuid NOT NULL REFERENCES sample,
    type text NOT NULL,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    content jsonb NOT NULL)`,
  'CREATE INDEX sample_fact_sample ON sample_fact (sample_id, id)',
  // Whatever a program does: what was frozen stays as it was, and a seed is never drawn again.
  `CREATE FUNCTION refuse_second_draw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (NEW.sample_id, NEW.contract_id, NEW.from_day, NEW.to_day, NEW.terms, NEW.digest, NEW.units, NEW.book) IS DISTINCT FROM
       (OLD.sample_id, OLD.contract_id, OLD.from_day, OLD.to_day, OLD.terms, OLD.digest, OLD.units, OLD.book)
       OR OLD.seed IS NOT NULL AND NEW.seed IS DISTINCT FROM OLD.seed
       OR OLD.status = 'concluded' THEN
      RAISE EXCEPTION 'a frozen sample is not changed, and its seed is drawn once';
    END IF;
    RETURN NEW; END $$`,
  'CREATE TRIGGER sample_drawn_once BEFORE UPDATE ON sample FOR EACH ROW EXECUTE FUNCTION refuse_second_draw()',
];

export class Samples1764600040000 implements MigrationInterface {
  readonly name = 'Samples1764600040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    for (const statement of protect('sample', { rls: 'contract_id' })) await runner.query(statement);
    for (const table of ['sample_unit', 'sample_fact'])
      for (const statement of protect(table, { rls: 'contract_id', appendOnly: true })) await runner.query(statement);
    await runner.query(asAppRole((role) => `REVOKE DELETE, TRUNCATE ON sample FROM ${role}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sample_fact', 'sample_unit', 'sample']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('DROP FUNCTION refuse_second_draw');
    await runner.query('ALTER TABLE claim DROP sample_id, DROP sample_place, DROP paid_share');
  }
}
