import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { removeCluster, startPostgres, stopPostgres, type RunningServer } from '@ringvirkning/embedded';
import { Client } from 'pg';

const folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
const dataDir = join(folder, 'postgres');
let server: RunningServer | undefined;

const start = async () => (server = await startPostgres({ dataDir, durable: false }));
async function query(sql: string, url = server!.url): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await server?.stop();
});
afterAll(() => {
  removeCluster(dataDir);
  rmSync(folder, { recursive: true, force: true });
});

describe('embedded PostgreSQL', () => {
  it('starts with what the product needs', async () => {
    await start();
    await query(`CREATE EXTENSION pg_trgm; CREATE EXTENSION pgcrypto`);
    expect(
      await query(`SELECT to_tsvector('danish', 'kommunerne')::text AS words, 'å' > 'z' COLLATE "da-x-icu" AS sorted`),
    ).toEqual([{ words: "'kommun':1", sorted: true }]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    await start();
    await expect(query('SELECT 1', server!.url.replace(/:[^:@]+@/, ':guess@'))).rejects.toThrow('password');
    expect(statSync(join(dataDir, 'superuser.password')).mode & 0o777).toBe(0o600);
  });

  it('keeps data over a stop', async () => {
    await start();
    await query("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('stop')");
    await server!.stop();
    await start();
    expect(await query('SELECT word FROM kept')).toEqual([{ word: 'stop' }]);
  });

  it('keeps data over a SIGKILL of the server', async () => {
    await start();
    await query(`INSERT INTO kept VALUES ('kill')`);
    process.kill(server!.pid, 'SIGKILL');
    await server!.ended;
    await start();
    expect(await query('SELECT word FROM kept')).toContainEqual({ word: 'kill' });
  });

  it('stops the server that a killed parent left, and starts its own', async () => {
    const left = await start();
    await start();
    await left.ended;
    expect(server!.pid).not.toBe(left.pid);
    expect(await query('SELECT word FROM kept')).toContainEqual({ word: 'stop' });
  });

  it('does not stop a stranger whose pid a stale pid file names', async () => {
    await start();
    await server!.stop();
    const data = join(dataDir, 'cluster', 'data');
    writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
    await stopPostgres(dataDir);
    await start();
    expect(await query('SELECT word FROM kept')).toContainEqual({ word: 'stop' });
  });

  it('says so when the data is of another major version', async () => {
    await start();
    await server!.stop();
    const version = join(dataDir, 'cluster', 'data', 'PG_VERSION');
    writeFileSync(version, '9\n');
    await expect(start()).rejects.toThrow('PostgreSQL 9');
    writeFileSync(version, '18\n');
  });
});
