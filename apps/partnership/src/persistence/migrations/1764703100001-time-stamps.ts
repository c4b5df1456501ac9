import { appendOnly } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens of a time-stamping authority over heads of our log, by the place of the fact that a head was sealed with. */
export class TimeStamps1764703100001 implements MigrationInterface {
  readonly name = 'TimeStamps1764703100001';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE time_stamp (
        place bigint PRIMARY KEY,
        token text NOT NULL,
        at timestamptz NOT NULL)`,
      ...appendOnly('time_stamp'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE time_stamp');
  }
}
