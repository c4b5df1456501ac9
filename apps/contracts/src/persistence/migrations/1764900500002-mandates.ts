import { appendOnly } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs for an office while it is away. */
export class Mandates1764900500002 implements MigrationInterface {
  readonly name = 'Mandates1764900500002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE mandate (
        id uuid PRIMARY KEY,
        office text NOT NULL,
        organisation text NOT NULL,
        deputy_role text,
        deputy text,
        deputy_name text,
        from_day date NOT NULL,
        until_day date NOT NULL CHECK (until_day >= from_day),
        reason text NOT NULL,
        subject text NOT NULL,
        name text NOT NULL,
        at timestamptz NOT NULL,
        CHECK ((deputy_role IS NULL) = (deputy IS NOT NULL AND deputy_name IS NOT NULL)))`,
      'CREATE INDEX mandate_until ON mandate (until_day)',
      // One that was taken back before its time.
      `CREATE TABLE mandate_end (
        mandate_id uuid PRIMARY KEY REFERENCES mandate,
        reason text NOT NULL,
        subject text NOT NULL,
        name text NOT NULL,
        at timestamptz NOT NULL)`,
      ...['mandate', 'mandate_end'].flatMap((table) => appendOnly(table)),
      'ALTER TABLE sign_off ADD mandate_id uuid REFERENCES mandate',
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off DROP mandate_id');
    await runner.query('DROP TABLE mandate_end, mandate');
  }
}
