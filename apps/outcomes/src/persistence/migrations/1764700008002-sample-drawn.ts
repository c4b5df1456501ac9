import { drawOf, type Draw } from '@ringvirkning/outcomes-domain';
import { protect } from '@ringvirkning/persistence';
import { audited } from '@ringvirkning/terms';
import type { MigrationInterface, QueryRunner } from 'typeorm';

type DrawnBefore = Pick<Draw, 'id' | 'sample' | 'seed' | 'sizes'>;

/** What a seed drew is kept: how far samples are is then counted without drawing each of them again. */
export class SampleDrawn1764700008002 implements MigrationInterface {
  readonly name = 'SampleDrawn1764700008002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE sample_drawn (
        sample_id uuid NOT NULL,
        contract_id uuid NOT NULL,
        claim_id uuid NOT NULL,
        PRIMARY KEY (sample_id, claim_id),
        FOREIGN KEY (sample_id, claim_id) REFERENCES sample_unit)`,
    );
    for (const statement of protect('sample_drawn', { rls: 'contract_id', appendOnly: true }))
      await runner.query(statement);
    const samples = (await runner.query(
      'SELECT sample_id AS id, terms AS sample, seed, sizes FROM sample WHERE seed IS NOT NULL',
    )) as DrawnBefore[];
    for (const sample of samples) await drawAgain(runner, sample);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sample_drawn');
  }
}

async function drawAgain(runner: QueryRunner, sample: DrawnBefore): Promise<void> {
  const units = (await runner.query(
    'SELECT claim_id AS id, amount, stratum FROM sample_unit WHERE sample_id = $1 ORDER BY claim_id',
    [sample.id],
  )) as { id: string; amount: string; stratum: string }[];
  const drawn = audited(
    drawOf(
      sample,
      units.map((unit) => ({ ...unit, amount: BigInt(unit.amount) })),
    ),
  );
  await runner.query(
    'INSERT INTO sample_drawn (sample_id, contract_id, claim_id) SELECT sample_id, contract_id, claim_id FROM sample_unit WHERE sample_id = $1 AND claim_id = ANY ($2::uuid[])',
    [sample.id, [...drawn]],
  );
}
