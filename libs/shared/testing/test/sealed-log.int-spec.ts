import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineManifest } from '@ringvirkning/message';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fileKeeper, memoryKeeper } from '@ringvirkning/seal';
import { openVault, type Vault } from '../src/index.js';

class Notes1764300000000 implements MigrationInterface {
  readonly name = 'Notes1764300000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, amount bigint NOT NULL)',
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE entry');
  }
}

const SOURCE = { name: 'entry', from: 'entry e', id: 'e.id', place: 'e.id', content: ['e.amount'] };

let vault: Vault;
beforeAll(async () => {
  vault = await openVault(
    {
      manifest: { ...defineManifest({ name: 'contracts', http: 'service' }), publishes: [], answers: [] },
      module: class {},
      migrations: [Notes1764300000000],
      sealed: [SOURCE],
    },
    async (tx) => void (await tx.query('INSERT INTO entry (amount) SELECT generate_series(1, 30)')),
  );
});
afterAll(() => vault?.close());

const digest = (id: string): string =>
  `sha256('\\x00'::bytea || convert_to(json_build_array('entry', ${id}::text, (SELECT amount FROM entry e WHERE e.id::text = ${id}::text))::text, 'UTF8'))`;

describe('whoever rewrites the log', () => {
  it.each([
    [
      'a leaf is rewritten with its row',
      `UPDATE entry SET amount = 7 WHERE id = 3; UPDATE seal_leaf SET digest = ${digest(`'3'`)} WHERE id = '3'`,
      'log-changed',
    ],
    [
      'a row and its leaf are taken away',
      `DELETE FROM entry WHERE id = 3; DELETE FROM seal_leaf WHERE id = '3'`,
      'log-cut',
    ],
    [
      'the newest row and its leaf are taken away',
      `DELETE FROM entry WHERE id = 30; DELETE FROM seal_leaf WHERE id = '30'`,
      'log-cut',
    ],
    [
      'two leaves change places',
      `UPDATE seal_leaf SET position = -position WHERE position IN (1, 2); UPDATE seal_leaf SET position = 3 + position WHERE position < 0`,
      'log-changed',
    ],
    [
      'a leaf is added to the log alone',
      `INSERT INTO seal_leaf VALUES (31, 'entry', 31, '31', sha256('x'))`,
      'log-cut',
    ],
    ['the whole log is thrown away', 'DELETE FROM seal_leaf; DELETE FROM seal_checkpoint', 'inserted'],
    ['all checkpoints are thrown away', 'DELETE FROM seal_checkpoint', 'log-cut'],
    ['a signature is taken away', 'UPDATE seal_checkpoint SET signature = NULL', 'log-forged'],
    ['a root is made up', `UPDATE seal_checkpoint SET root = sha256('x')`, 'log-forged'],
    [
      'the state of the tree is made up',
      `UPDATE seal_checkpoint SET peaks = decode(repeat('00', 32 * 4), 'hex')`,
      'log-changed',
    ],
    ['the log forgets how far it is', `UPDATE entry SET amount = 7 WHERE id = 3; DELETE FROM seal_source`, 'changed'],
  ])('is seen when %s', async (_title, statement, code) =>
    expect((await vault.tampered(statement)).map((found) => found.code)).toContain(code),
  );
});

describe('the newest checkpoint outside the database', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'seal-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('shows that a log was cut back to an older checkpoint, whole and signed', async () => {
    const keeper = fileKeeper(join(folder, 'entry.checkpoint'));
    await vault.admin.query(
      'CREATE TABLE before_leaf AS TABLE seal_leaf; CREATE TABLE before_point AS TABLE seal_checkpoint',
    );
    await vault.admin.query('INSERT INTO entry (id, amount) VALUES (31, 31)');
    expect(await vault.check(keeper)).toEqual([]);
    expect((await keeper.read())?.size).toBe(31);
    await vault.admin
      .query(`SET session_replication_role = 'replica'; DELETE FROM entry WHERE id = 31; DELETE FROM seal_leaf; DELETE FROM seal_checkpoint;
      INSERT INTO seal_leaf TABLE before_leaf; INSERT INTO seal_checkpoint TABLE before_point`);
    expect(await vault.check()).toEqual([]);
    expect((await vault.check(keeper)).map((found) => found.code)).toContain('log-cut');
  });
});

describe('sealing', () => {
  it('seals a row whose transaction ended after rows with later places were sealed', async () => {
    await vault.admin.query('BEGIN; INSERT INTO entry (id, amount) VALUES (40, 40)');
    const writer = vault.sealing(memoryKeeper());
    const other = await vault.elsewhere('INSERT INTO entry (id, amount) VALUES (41, 41)');
    await other.end();
    for (let round = 0; round < 3; round += 1) await writer.sealAll();
    await vault.admin.query('COMMIT');
    expect((await writer.checkNow()).findings).toEqual([]);
    const { rows } = await vault.admin.query<{ id: string }>(
      `SELECT id FROM seal_leaf WHERE place >= 40 ORDER BY position`,
    );
    expect(rows.map(({ id }) => id)).toEqual(['41', '40']);
  });
});

describe('a log that grows', () => {
  it('goes on from its newest checkpoint, also when the number of its rows gets one more digit', async () => {
    for (const [from, to] of [
      [50, 80],
      [81, 260],
      [261, 300],
    ]) {
      await vault.admin.query(`INSERT INTO entry (id, amount) SELECT n, n FROM generate_series(${from}, ${to}) n`);
      expect(await vault.check()).toEqual([]);
    }
    const { rows } = await vault.admin.query<{ sealed: boolean }>(
      'SELECT (SELECT max(size) FROM seal_checkpoint) = (SELECT count(*) FROM entry) AS sealed',
    );
    expect(rows).toEqual([{ sealed: true }]);
  });
});
