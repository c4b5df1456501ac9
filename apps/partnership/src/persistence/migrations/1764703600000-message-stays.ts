import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message is changed twice, when it is understood and when it has its last word. With half of each page left free it stays on its page, and no index has to learn of it. */
export class MessageStays1764703600000 implements MigrationInterface {
  readonly name = 'MessageStays1764703600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE message SET (fillfactor = 50)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE message RESET (fillfactor)');
  }
}
