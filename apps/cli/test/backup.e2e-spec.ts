import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OneInstance, removeCluster, RunningInstance, StartProcess } from '@ringvirkning/embedded';
import { Api, clientCredentials, json } from '@ringvirkning/seed';
import { runBackup } from '../src/backup/command.js';
import { readKey } from '../src/backup/recipients.js';
import { takeBackup } from '../src/backup/take.js';
import { siteOf } from '../src/site/site.js';
import { operated, type Ran } from './run.js';

const backup = (...args: readonly string[]): Promise<Ran> => operated(runBackup, [...args, '--lang', 'en']);
const apiOf = (instance: OneInstance): Api => new Api(instance.overview.url, clientCredentials(instance.seedClient));

/** The figures of an instance: each run and settlement by its digest, and what stands on every account. */
async function figuresOf(instance: OneInstance): Promise<Readonly<Record<string, readonly object[]>>> {
  const accounts = 'SELECT account, sum(amount)::text AS amount FROM ledger_line GROUP BY 1 ORDER BY 1';
  return {
    runs: await instance.rows('payments', 'SELECT run_id, status, result_digest FROM payment_run ORDER BY 1'),
    settlements: await instance.rows('benefits', 'SELECT settlement_id, digest FROM settlement ORDER BY 1'),
    payments: await instance.rows('payments', accounts),
    benefits: await instance.rows('benefits', accounts),
    outcomes: await instance.rows('outcomes', 'SELECT claim_id, status FROM claim ORDER BY 1'),
  };
}

/** The run that waits in the demo is certified and authorised: one more payment. */
async function payOne(instance: OneInstance): Promise<string> {
  const api = apiOf(instance);
  const [run] = await instance.rows<{ id: string }>(
    'payments',
    `SELECT run_id AS id FROM payment_run WHERE status = 'calculated'`,
  );
  const at = `/api/payments/runs/${run!.id}`;
  const { digest: shown } = await api.get<{ digest: string }>('controller', `${at}/difference`);
  await api.post('controller', `${at}/certification`, 'backed-up:certified', json({ shown }));
  await api.post('department-head', `${at}/authorisation`, 'backed-up:authorised');
  return `${at}/bundle`;
}

describe('a backup of an instance in which payments were made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rv-backup-'));
  const [backups, restored] = [join(folder, 'backups'), join(folder, 'restored')];
  const [key, other] = [join(folder, 'one.key'), join(folder, 'other.key')];
  let instance: RunningInstance | undefined;
  let [taken, digest, bundle] = ['', '', ''];
  let before: { readonly figures: Awaited<ReturnType<typeof figuresOf>>; readonly bundle: unknown };

  beforeAll(async () => {
    // The database server, which may be another user, passes.
    chmodSync(folder, 0o711);
    instance = await RunningInstance.start([]);
    bundle = await payOne(instance);
    for (const out of [key, other]) expect((await backup('backup', 'key', '--out', out)).code).toBe(0);
    const recipients = [key, other].flatMap((path) => ['--for', `${path}.pub.json`]);
    const told = await backup('backup', 'new', '--data', instance.data, '--to', backups, ...recipients, '--json');
    expect(told).toMatchObject({ code: 0, err: '' });
    ({ folder: taken, digest } = JSON.parse(told.out) as { folder: string; digest: string });
    before = { figures: await figuresOf(instance), bundle: await apiOf(instance).get('controller', bundle) };
  });
  it('is not begun where there is too little room, and leaves nothing there', async () => {
    const [site, to] = [siteOf({ data: instance!.data }, {}), join(folder, 'small')];
    const recipients = await Promise.all(
      [key, other].map((path) => readKey(readFileSync(`${path}.pub.json`, 'utf8'), 'open')),
    );
    const taking = takeBackup({ site, to, recipients, now: Date.now, step: () => undefined, roomIn: () => 1_000_000 });
    await expect(taking).rejects.toThrow(/has room for 1 MiB, and the backup may need \d+ MiB: make room first/);
    expect(readdirSync(to)).toEqual([]);
  });

  afterAll(async () => {
    await instance?.stop();
    removeCluster(join(restored, 'postgres'));
    rmSync(folder, { recursive: true });
  });

  it('is restored and run on trial, and every payment and settlement comes to the same', async () => {
    const metrics = join(folder, 'verified.prom');
    const { code, out, err } = await backup('backup', 'verify', taken, '--key', other, '--metrics', metrics);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { runs, settlements } = before.figures;
    expect(runs!.length).toBeGreaterThan(2);
    expect(out).toContain(`${runs!.length} of ${runs!.length} payments recomputed the same`);
    expect(out).toContain(`${settlements!.length} of ${settlements!.length} settlements recomputed the same`);
    expect(out).toContain('can be restored.');
    expect(readFileSync(metrics, 'utf8')).toContain('ringvirkning_backup_verified_ok 1');
  });

  it.each<[what: string, damage: (place: string) => void, says: string]>([
    [
      'a byte of a database is another',
      (place) => change(join(place, 'payments.jsonl.gz.sealed'), (bytes) => void (bytes[bytes.length >> 1]! ^= 1)),
      'payments.jsonl.gz.sealed is damaged',
    ],
    [
      'a database is missing',
      (place) => rmSync(join(place, 'outcomes.jsonl.gz.sealed')),
      'outcomes.jsonl.gz.sealed is missing',
    ],
    [
      'it claims to be of another day',
      (place) =>
        change(join(place, 'manifest.json'), (bytes) => void bytes.write('1999', bytes.indexOf('"takenAt": "') + 12)),
      'the manifest was changed',
    ],
  ])('is refused, with its cause, when %s', async (_what, damage, says) => {
    const place = `${taken}-damaged`;
    cpSync(taken, place, { recursive: true });
    damage(place);
    const to = join(folder, 'not-restored');
    for (const args of [
      ['backup', 'verify', place],
      ['restore', place, '--to', to],
    ])
      expect(await backup(...args, '--key', key)).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    rmSync(place, { recursive: true });
    expect(readdirSync(folder)).not.toContain('not-restored');
  });

  it('is refused to a stranger, and when it is not the one that was meant', async () => {
    const stranger = join(folder, 'stranger.key');
    await backup('backup', 'key', '--out', stranger);
    expect(await backup('backup', 'verify', taken, '--key', stranger)).toMatchObject({
      code: 2,
      err: expect.stringContaining('this key'),
    });
    expect(
      await backup('restore', taken, '--key', key, '--to', restored, '--digest', digest.replaceAll(/./g, '0')),
    ).toMatchObject({ code: 2, err: expect.stringContaining('another backup') });
  });

  it('is the instance again in an empty folder, with the same figures', async () => {
    await instance!.stop();
    instance = undefined;
    const { code, out, err } = await backup('restore', taken, '--key', key, '--digest', digest, '--to', restored);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, options] = /^Start it: npm start -- --data \S+ (.+)$/m.exec(out)!;
    const again = await StartProcess.start(restored, ['--no-seed', ...options!.split(' ')]);
    try {
      const one = new OneInstance(restored);
      expect(await figuresOf(one)).toEqual(before.figures);
      expect(await apiOf(one).get('controller', bundle)).toEqual(before.bundle);
    } finally {
      await again.stop();
    }
    expect(await backup('restore', taken, '--key', key, '--to', restored)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not empty'),
    });
  });
});

function change(file: string, damage: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  damage(bytes);
  writeFileSync(file, bytes);
}
