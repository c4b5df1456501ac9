import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every version of a contract that was heard, to be compared with what was told; the contract itself is of the newest. */
export class ContractsHeard1765000100003 implements MigrationInterface {
  readonly name = 'ContractsHeard1765000100003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    await runner.query(`CREATE TABLE contract_heard (
      contract_id uuid NOT NULL,
      version integer NOT NULL,
      ref text NOT NULL,
      currency text NOT NULL,
      home text,
      PRIMARY KEY (contract_id, version))`);
    await runner.query(
      'INSERT INTO contract_heard (contract_id, version, ref, currency, home) SELECT contract_id, version, ref, currency, home FROM contract',
    );
    for (const statement of protect('contract_heard', { rls: 'contract_id' })) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contract_heard');
  }
}
