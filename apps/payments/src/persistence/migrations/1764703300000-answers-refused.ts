import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const WORDS = `'delivered', 'undelivered', 'authorised', 'objected', 'refused'`;
const sayable = (words: string): string[] => [
  'ALTER TABLE partner_claim_word DROP CONSTRAINT partner_claim_word_type_check',
  `ALTER TABLE partner_claim_word ADD CONSTRAINT partner_claim_word_type_check CHECK (type IN (${words}))`,
];

/** An answer that does not fit what the home knows: the claim says so there, and what is due here. */
export class AnswersRefused1764703300000 implements MigrationInterface {
  readonly name = 'AnswersRefused1764703300000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...sayable(`${WORDS}, 'answer-refused'`),
      `CREATE TABLE payment_due_refusal (
        due_id uuid PRIMARY KEY REFERENCES payment_due,
        contract_id uuid NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL)`,
      ...protect('payment_due_refusal', { rls: 'contract_id', appendOnly: true }),
    ])
      await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of ['DROP TABLE payment_due_refusal', ...sayable(WORDS)]) await runner.query(statement);
  }
}
