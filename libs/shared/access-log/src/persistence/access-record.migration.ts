import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ReaderName1764700009000 } from './reader-name.migration.js';

const STATEMENTS = [
  // Who read about which people of a contract. `participants` is null only in lines from before it was told whom they were about.
  `CREATE TABLE access_record (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    subject text NOT NULL,
    organisation text NOT NULL,
    permission text,
    what text NOT NULL,
    contract_id uuid NOT NULL,
    participants text[],
    correlation_id text NOT NULL)`,
  'CREATE INDEX access_record_contract ON access_record (contract_id, id)',
  'CREATE INDEX access_record_participants ON access_record USING gin (participants)',
  ...protect('access_record', { rls: 'contract_id', appendOnly: true }),
];

export class AccessRecord1764400000000 implements MigrationInterface {
  readonly name = 'AccessRecord1764400000000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_record');
  }
}

/** For the migrations of a service in which somebody may read about single people. */
export const accessLogMigrations = [AccessRecord1764400000000, ReaderName1764700009000];
