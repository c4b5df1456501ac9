import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrateInstance, migrationsOf } from '@ringvirkning/app-instance';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import {
  instanceSecrets,
  OneInstance,
  removeCluster,
  restorePointOf,
  startPostgres,
  StartProcess,
  takeDataFolder,
} from '@ringvirkning/embedded';
import type { Env } from '@ringvirkning/config';
import { migrationAt, quiet } from '../src/site/migration.js';
import { runBackup } from '../src/backup/command.js';
import { siteOf } from '../src/site/site.js';
import { runRotate } from '../src/rotate/command.js';
import { runUpgrade } from '../src/upgrade/command.js';
import { upgradeFolder } from '../src/upgrade/upgrade.js';
import type { Plan } from '../src/upgrade/plan.js';
import { operated, type Ran } from './run.js';
import { Client } from 'pg';

/** How many migrations of each service the older version did not have. */
const NEWER = 3;
const older = new Map(SERVICES.map((service) => [service, migrationsOf(service).slice(0, -NEWER)]));

describe('a data folder of an older version', () => {
  const root = mkdtempSync(join(tmpdir(), 'rv-upgrade-'));
  const data = join(root, 'data');
  const upgrade = (...args: readonly string[]): Promise<Ran> =>
    operated(runUpgrade, ['upgrade', ...args, '--data', data, '--lang', 'en']);

  /** Does something with the databases while nothing else runs from the folder. */
  async function inDatabases<T>(work: (superUrl: string) => Promise<T>): Promise<T> {
    const folder = takeDataFolder(data);
    try {
      const server = await startPostgres({ dataDir: folder.postgres });
      return await work(server.url).finally(() => server.stop());
    } finally {
      folder.release();
    }
  }
  const query = (superUrl: string, service: Service, sql: string): Promise<object[]> =>
    within(
      Object.assign(new URL(superUrl), { pathname: `/rv_${service}` }).href,
      async (client) => (await client.query<object>(sql)).rows,
    );
  const migrationsRun = (service: Service): Promise<unknown[]> =>
    inDatabases(async (superUrl) =>
      (await query(superUrl, service, 'SELECT name FROM migrations ORDER BY id')).map(
        (row) => Object.values(row)[0] as unknown,
      ),
    );

  beforeAll(async () => {
    // The database server, which may be another user, passes.
    chmodSync(root, 0o711);
    await inDatabases(async (superUrl) => {
      instanceSecrets(join(data, 'secrets'));
      await migrateInstance(quiet(migrationAt(join(data, 'secrets'), 'aarhus', superUrl)), superUrl, older);
      await query(
        superUrl,
        'payments',
        `INSERT INTO contract_access (organisation, contract_id) VALUES ('written-before', gen_random_uuid())`,
      );
    });
  });
  afterAll(() => {
    removeCluster(join(data, 'postgres'));
    rmSync(root, { recursive: true });
  });

  it('is looked at first: what is pending, and which tables others must wait for, by a rehearsal', async () => {
    const { code, out } = await upgrade('--plan', '--json');
    expect(code).toBe(0);
    const plan = JSON.parse(out) as Plan;
    expect(plan.state).toBe('pending');
    for (const { service, pending, unknown } of plan.services)
      expect([service, pending, unknown]).toEqual([service, migrationsOf(service).slice(-NEWER), []]);
    const held = plan.services.flatMap(({ held: tables }) => tables);
    expect(held.length).toBeGreaterThan(0);
    for (const { table, from, rows, bytes } of held)
      expect([table, ['everything', 'writing'].includes(from), rows >= 0, bytes > 0]).toEqual([
        table,
        true,
        true,
        true,
      ]);
    expect((await upgrade('--plan')).out).toMatch(/nobody can (read or )?write \w+.*rows/);
    expect(await migrationsRun('payments')).toEqual(older.get('payments'));
  });

  const mend = (): Promise<object[]> =>
    inDatabases((superUrl) => query(superUrl, 'payments', 'DROP EVENT TRIGGER refusing; DROP FUNCTION refuse'));

  it('is not touched where there is too little room for what leads back', async () => {
    const trying = upgradeFolder(
      siteOf({ data }, {}),
      Date.now,
      () => undefined,
      () => 5_000_000,
    );
    await expect(trying).rejects.toThrow(/has room for 5 MiB, and the upgrade needs \d+ MiB/);
    expect(restorePointOf(join(data, 'postgres'))).toBeUndefined();
    expect(await migrationsRun('payments')).toEqual(older.get('payments'));
  });

  it('that cannot be upgraded is as it was before, says why, and is upgraded once that is mended', async () => {
    const [first] = migrationsOf('payments').slice(-NEWER);
    // Not what each start does before the migrations.
    const trouble = `
      CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        IF tg_tag NOT IN ('ALTER SCHEMA', 'GRANT', 'REVOKE') THEN RAISE EXCEPTION 'no room today'; END IF;
      END $$`;
    await inDatabases(async (superUrl) => {
      await query(superUrl, 'payments', trouble);
      await query(superUrl, 'payments', 'CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()');
    });
    expect(await upgrade()).toMatchObject({ code: 2, err: expect.stringContaining('no room today') });
    expect(await migrationsRun('payments')).not.toContain(first);
    const { at, isUnderWay } = restorePointOf(join(data, 'postgres'))!;
    expect(isUnderWay).toBe(true);
    await mend();
    const { code, out, err } = await upgrade();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // What leads back is from before the first attempt.
    expect(out).toContain(`Restore point of ${at}`);
    expect(await migrationsRun('payments')).toEqual(migrationsOf('payments'));
    expect((await upgrade()).out).toContain('There is nothing to do.');
  });

  it('runs then, and is not upgraded or put back while it does', async () => {
    const note = join(data, 'postgres', 'cluster', 'restore-point.json');
    const point = restorePointOf(join(data, 'postgres'))!;
    // An attempt failed, and one starts nevertheless: what is written from then on is not before the next attempt.
    writeFileSync(note, JSON.stringify({ ...point, isUnderWay: true }));
    const started = await StartProcess.start(data, ['--no-seed', '--kommune', '0751']);
    expect(restorePointOf(join(data, 'postgres'))).toEqual({ ...point, isUnderWay: false });
    try {
      expect((await fetch(`${new OneInstance(data).overview.url}/health/ready`)).status).toBe(200);
      expect((await upgrade('--plan')).out).toContain('There is nothing to do.');
      for (const args of [[], ['--back']])
        expect(await upgrade(...args)).toMatchObject({ code: 2, err: expect.stringContaining('stop it first') });
    } finally {
      await started.stop();
    }
  });

  it('is put back to before the upgrade by one command, also when that is interrupted half-way', async () => {
    const cluster = join(data, 'postgres', 'cluster');
    const written = (superUrl: string) =>
      query(superUrl, 'payments', `SELECT organisation FROM contract_access WHERE organisation = 'written-before'`);
    const { code, out } = await upgrade('--back');
    expect([code, out.includes('as they were at')]).toEqual([0, true]);
    for (const service of SERVICES) expect(await migrationsRun(service)).toEqual(older.get(service));
    expect(await inDatabases(written)).toHaveLength(1);
    expect(existsSync(join(cluster, 'left'))).toBe(true);
    expect(await upgrade('--back')).toMatchObject({ code: 2, err: expect.stringContaining('no restore point') });

    // What was in the way then is so again.
    await mend();
    expect((await upgrade()).code).toBe(0);
    rmSync(join(cluster, 'data'), { recursive: true });
    await expect(inDatabases(written)).rejects.toThrow('upgrade --back finishes it');
    expect((await upgrade('--back')).code).toBe(0);
    expect(await inDatabases(written)).toHaveLength(1);
    expect(await migrationsRun('payments')).toEqual(older.get('payments'));
  });

  it('is upgraded with the passwords that its secrets have now', async () => {
    expect(await operated(runRotate, ['rotate', 'database', '--data', data])).toMatchObject({ code: 0, err: '' });
    const { code, out, err } = await upgrade('--plan', '--json');
    expect([code, err, (JSON.parse(out) as Plan).state]).toEqual([0, '', 'pending']);
  });

  it('is not touched when it is of a newer version, or not there', async () => {
    await inDatabases((superUrl) =>
      query(superUrl, 'benefits', `INSERT INTO migrations (timestamp, name) VALUES (1, 'OfTomorrow2000000000000')`),
    );
    expect(await upgrade()).toMatchObject({ code: 1, err: expect.stringContaining('OfTomorrow2000000000000') });
    expect(await upgrade('--plan')).toMatchObject({ code: 1, out: expect.stringContaining('OfTomorrow2000000000000') });
    expect(await operated(runUpgrade, ['upgrade', '--data', join(root, 'nowhere')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing to upgrade'),
    });
    await inDatabases((superUrl) => query(superUrl, 'benefits', `DELETE FROM migrations WHERE timestamp = 1`));
  });

  it('with a database server of its own is backed up first, and waits until no service is connected', async () => {
    const keys = ['one', 'other'].map((name) => join(root, `${name}.key`));
    for (const out of keys) await operated(runBackup, ['backup', 'key', '--out', out]);
    const to = ['--to', join(root, 'backups'), ...keys.flatMap((key) => ['--for', `${key}.pub.json`])];
    await inDatabases(async (superUrl) => {
      const all = { ...migrationAt(join(data, 'secrets'), 'aarhus', superUrl), INSTANCE_ID: 'aarhus' };
      const { PAYMENTS__MIGRATION_DATABASE_URL: owner, ...others } = all as Record<string, string>;
      const file = join(root, 'payments-owner.url');
      writeFileSync(file, `${owner}\n`);
      const env: Env = { ...others, PAYMENTS__MIGRATION_DATABASE_URL_FILE: file };
      const away = (...args: readonly string[]): Promise<Ran> =>
        operated(runUpgrade, ['upgrade', ...args, '--lang', 'en'], env);
      expect(await away()).toMatchObject({ code: 2, err: expect.stringContaining('--to is missing') });
      // A service that this version adds has no database yet.
      writeFileSync(file, Object.assign(new URL(owner!), { pathname: '/rv_not_made' }).href);
      const plan = JSON.parse((await away('--plan', '--json')).out) as Plan;
      expect(plan.services.find(({ service }) => service === 'payments')).toMatchObject({
        ...{ pending: migrationsOf('payments'), held: [] },
      });
      writeFileSync(file, `${owner}\n`);
      expect(await away('--back')).toMatchObject({ code: 2, err: expect.stringContaining('the restore that') });
      const service = env['PAYMENTS__DATABASE_URL']!;
      await within(service, async () =>
        expect(await away(...to)).toMatchObject({ code: 1, err: expect.stringContaining('stop the services first') }),
      );
      const { code, out, err } = await away(...to);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const [, folder] = /restore (\S+) --key/.exec(out)!;
      expect(readFileSync(join(folder!, 'manifest.json'), 'utf8')).toContain(older.get('payments')!.at(-1));
    });
    expect(await migrationsRun('payments')).toEqual(migrationsOf('payments'));
  });
});

async function within<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
