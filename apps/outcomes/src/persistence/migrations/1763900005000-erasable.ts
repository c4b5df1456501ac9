import { asAppRole } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people wrote about a person, and measurements, can be taken away again; nothing else of what is append-only can. */
export class Erasable1763900005000 implements MigrationInterface {
  readonly name = 'Erasable1763900005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(asAppRole((role) => `GRANT UPDATE (note) ON claim_fact TO ${role}`));
    await runner.query(`CREATE FUNCTION refuse_note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'notes can only be erased' USING ERRCODE = 'insufficient_privilege'; END $$`);
    await runner.query(
      'CREATE TRIGGER claim_fact_note BEFORE UPDATE ON claim_fact FOR EACH ROW WHEN (NEW.note IS NOT NULL) EXECUTE FUNCTION refuse_note()',
    );
    await runner.query(asAppRole((role) => `GRANT DELETE ON measurement TO ${role}`));
    // Of earlier imports, too, only counts, rows and codes stay: a sentence may quote what a row held.
    await runner.query(`UPDATE import SET report = jsonb_set(report, '{errors}', (
      SELECT coalesce(jsonb_agg(e - 'da' - 'en'), '[]') FROM jsonb_array_elements(report->'errors') e)) WHERE report ? 'errors'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION refuse_note CASCADE');
    await runner.query(asAppRole((role) => `REVOKE UPDATE (note) ON claim_fact FROM ${role}`));
    await runner.query(asAppRole((role) => `REVOKE DELETE ON measurement FROM ${role}`));
  }
}
