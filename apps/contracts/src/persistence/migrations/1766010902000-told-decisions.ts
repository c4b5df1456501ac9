import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When partners decided on what their offices have signed, and under which case. */
export class ToldDecisions1766010902000 implements MigrationInterface {
  readonly name = 'ToldDecisions1766010902000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE told_decision (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        role text NOT NULL,
        party text NOT NULL,
        decided_on date,
        case_number text,
        PRIMARY KEY (contract_id, version, role, party),
        FOREIGN KEY (contract_id, version, role, party) REFERENCES sign_off)`,
      ...protect('told_decision', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE told_decision');
  }
}
