import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day on which a contract was settled for good: from then on nobody is enrolled and nothing is claimed. */
export class EndedContracts1765700100001 implements MigrationInterface {
  readonly name = 'EndedContracts1765700100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract ADD ended_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract DROP ended_on');
  }
}
