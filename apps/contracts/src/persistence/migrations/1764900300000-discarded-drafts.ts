import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft may end without ever having been in force. */
export class DiscardedDrafts1764900300000 implements MigrationInterface {
  readonly name = 'DiscardedDrafts1764900300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE contract DROP CONSTRAINT contract_check,
       ADD CONSTRAINT contract_activated_check CHECK (status = 'ended' OR (activated_on IS NULL) = (status = 'draft'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE contract DROP CONSTRAINT contract_activated_check,
       ADD CONSTRAINT contract_check CHECK ((activated_on IS NULL) = (status = 'draft')) NOT VALID`,
    );
  }
}
