import { twinOf } from '@ringvirkning/reading';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROWS = 10_000;

/** What a person's own key shares with keys that are easily taken for it. */
export class TwinKeys1763900020000 implements MigrationInterface {
  readonly name = 'TwinKeys1763900020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participant ADD COLUMN twin_key text');
    await runner.query(`SELECT set_config('app.organisation', '*', true)`);
    for (;;) {
      const people = (await runner.query(
        'SELECT participant_id, external_key FROM participant WHERE external_key IS NOT NULL AND twin_key IS NULL LIMIT $1',
        [ROWS],
      )) as { participant_id: string; external_key: string }[];
      if (people.length === 0) break;
      await runner.query(
        'UPDATE participant p SET twin_key = t.twin_key FROM unnest($1::uuid[], $2::text[]) AS t (participant_id, twin_key) WHERE p.participant_id = t.participant_id',
        [people.map(({ participant_id }) => participant_id), people.map(({ external_key }) => twinOf(external_key))],
      );
    }
    await runner.query(
      'CREATE INDEX participant_twin ON participant (contract_id, twin_key) WHERE twin_key IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE participant DROP COLUMN twin_key');
  }
}
