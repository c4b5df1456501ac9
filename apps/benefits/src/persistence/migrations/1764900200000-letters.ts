import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // What was written to the other municipality of an agreement between two: the agreement, a claim, and answers. `about`: the agreement or settlement here.
  `CREATE TABLE letter_sent (
    letter_id uuid PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    type text NOT NULL,
    about uuid,
    digest text NOT NULL,
    content jsonb NOT NULL,
    sent_at timestamptz NOT NULL)`,
  'CREATE INDEX letter_sent_contract ON letter_sent (contract_id)',
  `CREATE TABLE letter_lost (
    letter_id uuid PRIMARY KEY REFERENCES letter_sent,
    contract_id uuid NOT NULL,
    reason text NOT NULL)`,
  // What it wrote to us, and the rule that it broke. What broke one had no effect.
  `CREATE TABLE letter_received (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contract_id uuid NOT NULL,
    member text NOT NULL,
    type text NOT NULL,
    about uuid,
    digest text NOT NULL,
    content jsonb NOT NULL,
    fault text,
    received_at timestamptz NOT NULL)`,
  'CREATE INDEX letter_received_contract ON letter_received (contract_id)',
];
const FINAL = ['letter_sent', 'letter_lost', 'letter_received'];

/** Letters between municipalities about agreements and settlements. None is ever changed. */
export class Letters1764900200000 implements MigrationInterface {
  readonly name = 'Letters1764900200000';
  async up(runner: QueryRunner): Promise<void> {
    const protection = FINAL.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true }));
    for (const statement of [...TABLES, ...protection]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${FINAL.toReversed().join(', ')}`);
  }
}
