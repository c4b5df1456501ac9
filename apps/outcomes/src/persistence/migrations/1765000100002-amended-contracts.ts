import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules of each version of an amended contract, by the day from which they hold; and every version that was heard, to be compared with what was told. */
export class AmendedContracts1765000100002 implements MigrationInterface {
  readonly name = 'AmendedContracts1765000100002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    await runner.query('ALTER TABLE contract ADD amended jsonb');
    await runner.query(`CREATE TABLE contract_heard (
      contract_id uuid NOT NULL,
      version integer NOT NULL,
      ref text NOT NULL,
      terms jsonb NOT NULL,
      partners jsonb,
      PRIMARY KEY (contract_id, version))`);
    await runner.query(
      'INSERT INTO contract_heard (contract_id, version, ref, terms, partners) SELECT contract_id, version, ref, terms, partners FROM contract',
    );
    for (const statement of protect('contract_heard', { rls: 'contract_id' })) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contract_heard');
    await runner.query('ALTER TABLE contract DROP amended');
  }
}
