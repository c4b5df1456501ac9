import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due of a contract is read page after page, in the order of its index. */
export class OutcomesDueInOrder1766010901000 implements MigrationInterface {
  readonly name = 'OutcomesDueInOrder1766010901000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX outcome_due_in_order ON outcome (contract_id, due_on, claim_id) WHERE due_on IS NOT NULL',
    );
    await runner.query('DROP INDEX outcome_due');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX outcome_due ON outcome (contract_id, due_on) WHERE due_on IS NOT NULL');
    await runner.query('DROP INDEX outcome_due_in_order');
  }
}
