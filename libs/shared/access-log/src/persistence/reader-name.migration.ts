import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names of those who read about people, each from the moment it was first seen: lines keep the id alone, and there are many. */
export class ReaderName1764700009000 implements MigrationInterface {
  readonly name = 'ReaderName1764700009000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE reader_name (contract_id uuid NOT NULL, subject text NOT NULL, since timestamptz NOT NULL, name text NOT NULL, PRIMARY KEY (contract_id, subject, since))',
    );
    for (const statement of protect('reader_name', { rls: 'contract_id', appendOnly: true }))
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reader_name');
  }
}
