import { openToScopes } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts that are there already are opened to the roles and departments they name. */
export class OpenToScopes1764500001000 implements MigrationInterface {
  readonly name = 'OpenToScopes1764500001000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of openToScopes(`SELECT contract_id, terms->'parties' AS parties FROM contract`))
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO contract_access SELECT split_part(organisation, ':', 1), contract_id FROM contract_access WHERE organisation LIKE '%:%' ON CONFLICT DO NOTHING`,
    );
  }
}
