import { appendOnly } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // One row per sealed thing, in the order of the tree.
  `CREATE TABLE seal_leaf (
    position bigint PRIMARY KEY,
    source text NOT NULL,
    place bigint NOT NULL,
    id text NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    UNIQUE (source, place, id))`,
  `CREATE TABLE seal_checkpoint (
    size bigint PRIMARY KEY,
    root bytea NOT NULL,
    peaks bytea NOT NULL,
    at text NOT NULL,
    signature text)`,
  // Up to which place everything is sealed; up to which it will be once all transactions before "horizon" have ended.
  `CREATE TABLE seal_source (
    source text PRIMARY KEY,
    passed bigint NOT NULL,
    next bigint NOT NULL,
    horizon xid8 NOT NULL)`,
  ...appendOnly('seal_leaf'),
  ...appendOnly('seal_checkpoint'),
];

export class Seal1764200000000 implements MigrationInterface {
  readonly name = 'Seal1764200000000';
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seal_source, seal_checkpoint, seal_leaf');
  }
}

export const sealMigrations = [Seal1764200000000];
