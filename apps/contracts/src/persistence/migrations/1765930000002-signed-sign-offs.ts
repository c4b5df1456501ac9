import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signatures of sign-offs, with what was signed. */
export class SignedSignOffs1765930000002 implements MigrationInterface {
  readonly name = 'SignedSignOffs1765930000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE sign_off_signature (
        contract_id uuid NOT NULL,
        version integer NOT NULL,
        role text NOT NULL,
        party text NOT NULL,
        statement text NOT NULL,
        signature text NOT NULL,
        PRIMARY KEY (contract_id, version, role, party),
        FOREIGN KEY (contract_id, version, role, party) REFERENCES sign_off)`,
      ...protect('sign_off_signature', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_off_signature');
  }
}
