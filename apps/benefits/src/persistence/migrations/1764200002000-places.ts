import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['outcome', 'outcome_reversal'];

/** Outcomes come with ids of another service; what is new is looked for by the order in which they came. */
export class Places1764200002000 implements MigrationInterface {
  readonly name = 'Places1764200002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} ADD place bigint GENERATED ALWAYS AS IDENTITY UNIQUE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP place`);
  }
}
