import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Heads of logs and signatures on them are looked up by member and number. The fold begins anew, so that what was exchanged before is sealed too. */
export class SealedLog1764703100000 implements MigrationInterface {
  readonly name = 'SealedLog1764703100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX fact_seal ON fact (type, number) WHERE type IN ('sealed', 'seal-given-back', 'cosigned', 'witnessed')`,
    );
    await runner.query(`CREATE INDEX fact_sealed ON fact (place) WHERE type = 'sealed'`);
    await runner.query('DELETE FROM snapshot');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX fact_sealed');
    await runner.query('DROP INDEX fact_seal');
    await runner.query('DELETE FROM snapshot');
  }
}
