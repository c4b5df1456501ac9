import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['fact', 'fact_reversal', 'payment_run_fact'];

/** What is new is looked for by its place in the sequence, in all contracts at once. */
export class Positions1764200001000 implements MigrationInterface {
  readonly name = 'Positions1764200001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`CREATE UNIQUE INDEX ${table}_place ON ${table} (${column(table)})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP INDEX ${table}_place`);
  }
}

const column = (table: string): string => (table === 'payment_run_fact' ? 'id' : 'position');
