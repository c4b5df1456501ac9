import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a field of somebody's place said before it was corrected, and says since. */
export class PlaceCorrected1764700008001 implements MigrationInterface {
  readonly name = 'PlaceCorrected1764700008001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participant_fact ADD was text, ADD now text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participant_fact DROP was, DROP now');
  }
}
