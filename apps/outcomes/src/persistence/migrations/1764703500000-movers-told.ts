import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts from before their partners were kept: who had moved in them until then is to be told still. */
export class MoversTold1764703500000 implements MigrationInterface {
  readonly name = 'MoversTold1764703500000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      'ALTER TABLE contract ADD movers_told boolean NOT NULL DEFAULT true',
      'UPDATE contract SET movers_told = false WHERE partners IS NULL',
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract DROP COLUMN movers_told');
  }
}
