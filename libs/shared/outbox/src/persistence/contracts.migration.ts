import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What events told of one contract is found without reading all of them. */
export class Contracts1764700007000 implements MigrationInterface {
  readonly name = 'Contracts1764700007000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX outbox_contract ON outbox (subject, (data->>'contractId'))`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_contract');
  }
}
