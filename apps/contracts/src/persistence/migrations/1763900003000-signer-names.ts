import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sign-off tells who signed without asking the identity provider, which may have forgotten them by then. */
export class SignerNames1763900003000 implements MigrationInterface {
  readonly name = 'SignerNames1763900003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off ADD name text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off DROP name');
  }
}
