import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contract in force may have one amendment in the making: a version that is signed as drafts are, and takes the place of the one in force. It was written from that one and no other. */
export class Amendments1765000100000 implements MigrationInterface {
  readonly name = 'Amendments1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE contract ADD amendment integer, ADD amendment_of integer,
       ADD CONSTRAINT contract_amendment FOREIGN KEY (contract_id, amendment) REFERENCES contract_version,
       ADD CONSTRAINT contract_amendment_check CHECK ((amendment IS NULL) = (amendment_of IS NULL) AND (amendment IS NULL OR (status = 'active' AND amendment > version AND amendment_of = version)))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract DROP amendment, DROP amendment_of');
  }
}
