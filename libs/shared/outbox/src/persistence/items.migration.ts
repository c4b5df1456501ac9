import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dead letter may be one item of an event, and an event stands under another number after its producer's log was mended. */
export class Items1700000000120 implements MigrationInterface {
  readonly name = 'Items1700000000120';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dead_letter ADD COLUMN item integer, DROP CONSTRAINT dead_letter_subject_seq_key');
    await runner.query(
      'ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_once UNIQUE NULLS NOT DISTINCT (event_id, item)',
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_once, DROP COLUMN item');
    await runner.query('ALTER TABLE dead_letter ADD UNIQUE (subject, seq)');
  }
}
