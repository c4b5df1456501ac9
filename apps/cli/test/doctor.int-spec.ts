import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createUser } from '@nats-io/nkeys';
import { paymentsService } from '@ringvirkning/app-payments';
import { serviceManifests } from '@ringvirkning/catalogue';
import { natsKeyFile, startNats, type RunningNats } from '@ringvirkning/embedded';
import { brokerUsers, eventStreams, nkeyOf, SET_UP, StreamKeeper } from '@ringvirkning/nats';
import {
  emptyTestDatabase,
  testDatabase,
  testIdentity,
  type TestDatabase,
  type TestIdentity,
} from '@ringvirkning/testing';
import { Client } from 'pg';
import { runDoctor } from '../src/doctor/command.js';
import type { FaultCode } from '../src/doctor/finding.js';
import type { Diagnosis } from '../src/doctor/text.js';
import { make } from '../src/make/make.js';
import { silent } from './run.js';

type Vars = Readonly<Record<string, string>>;

async function doctor(env: Vars, ...args: string[]) {
  const told = { out: '', err: '' };
  const io = {
    ...silent,
    out: (text: string) => void (told.out += text),
    err: (text: string) => void (told.err += text),
  };
  const code = await runDoctor(['doctor', ...args], { ...io, now: () => Date.now() }, env);
  return { code, ...told };
}
async function diagnosed(env: Vars, ...args: string[]): Promise<{ readonly code: number } & Diagnosis> {
  const { code, out, err } = await doctor(env, '--json', ...args);
  expect(err).toBe('');
  return { ...(JSON.parse(out) as Diagnosis), code };
}
/** The one fault of this kind. @throws when there is none. */
async function faultIn(env: Vars, code: FaultCode) {
  const { code: exit, findings } = await diagnosed(env);
  const found = findings.filter((finding) => finding.code === code);
  expect({ exit, codes: findings.map((one) => one.code) }).toEqual({ exit: 1, codes: expect.arrayContaining([code]) });
  expect(found[0]!.mend).toEqual({ da: expect.any(String), en: expect.any(String) });
  return found[0]!;
}

const folder = mkdtempSync(join(tmpdir(), 'rv-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the doctor of a service', () => {
  const seeds = new Map<string, string>();
  const seedOf = (user: string): string =>
    seeds.get(user) ?? seeds.set(user, new TextDecoder().decode(createUser().getSeed())).get(user)!;
  let [identity, database, nats, env] = [undefined!, undefined!, undefined!, {}] as [
    TestIdentity,
    TestDatabase,
    RunningNats,
    Vars,
  ];
  const own = (over: Vars = {}): Vars => ({ ...env, ...over });
  const asOwner = async (...statements: readonly string[]): Promise<void> => {
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    identity = await testIdentity();
    const users = brokerUsers(serviceManifests, (user) => nkeyOf(seedOf(user)));
    nats = await startNats({ dataDir: join(folder, 'nats'), users });
  });
  beforeEach(async () => {
    database = await testDatabase(paymentsService);
    env = {
      SERVICES: 'payments',
      INSTANCE_ID: 'aarhus',
      OIDC_ISSUER: identity.issuer,
      PAYMENTS__DATABASE_URL: database.appUrl,
      PAYMENTS__NATS_URL: nats.url,
      PAYMENTS__NATS_NKEY_SEED: seedOf('payments'),
    };
  });
  afterAll(async () => {
    await nats?.stop();
    await identity?.stop();
  });

  it('names a missing stream, and is well once it is there: whether messages can be sent is tried without sending any', async () => {
    expect((await faultIn(env, 'stream-missing')).mend!.en).toBe('node apps/instance/dist/keep-streams.js');
    const streams = eventStreams(serviceManifests.map(({ name }) => name));
    const keeper = StreamKeeper.start({ url: nats.url, seed: seedOf(SET_UP), streams });
    await keeper.ready();
    const { code, state, findings } = await diagnosed(env);
    await keeper.stop();
    // Its consumers at the broker are made by the service itself, which does not run.
    expect(findings.filter(({ level }) => level === 'fault' || level === 'warning')).toEqual([
      expect.objectContaining({ code: 'consumer-missing', level: 'warning' }),
    ]);
    expect([code, state]).toEqual([0, 'warning']);
    const well = findings.filter(({ level }) => level === 'well').map(({ check }) => check);
    expect(well).toEqual(
      expect.arrayContaining(['database', 'row-security', 'migrations', 'broker-rights', 'sign-in']),
    );
  });

  it('says what is wrong with every variable, and never a value', async () => {
    const { code, out } = await doctor(
      { SERVICES: 'payments,gateway', GATEWAY__SESSION_KEY: 'short-secret' },
      '--lang',
      'en',
    );
    expect(code).toBe(1);
    for (const said of [
      'DATABASE_URL is missing',
      'OIDC_ISSUER is missing',
      'SESSION_KEY is not valid',
      'ORIGIN is missing',
    ])
      expect(out).toContain(said);
    expect(out).not.toContain('short-secret');
  });

  it('tells a database that is stopped from one that refuses, and from one that was never made', async () => {
    const url = (over: Partial<URL>): Vars => ({
      PAYMENTS__DATABASE_URL: Object.assign(new URL(database.appUrl), over).href,
    });
    expect((await faultIn(own(url({ port: '1' })), 'postgres-away')).seen).toContain('ECONNREFUSED');
    const refused = await faultIn(own(url({ password: 'not-the-password' })), 'postgres-refuses');
    expect(refused.mend!.en).toBe('node apps/instance/dist/migrate.js');
    expect(JSON.stringify(refused)).not.toContain('not-the-password');
    await faultIn(own(url({ pathname: '/rv_nowhere' })), 'no-database');
  });

  it('comes in as the service does whose password stands in a file of its own', async () => {
    const { password } = new URL(database.appUrl);
    const [file, bare] = [join(folder, 'app.password'), Object.assign(new URL(database.appUrl), { password: '' }).href];
    const apart = own({ PAYMENTS__DATABASE_URL: bare, PAYMENTS__DATABASE_PASSWORD_FILE: file });
    writeFileSync(file, password);
    expect((await diagnosed(apart)).findings).toContainEqual(
      expect.objectContaining({ check: 'database', of: 'payments', level: 'well' }),
    );
    writeFileSync(file, 'another');
    await faultIn(apart, 'postgres-refuses');
    const seed = join(folder, 'payments.nk');
    writeFileSync(seed, `${seedOf('payments')}\n`);
    const keyed = own({ PAYMENTS__NATS_NKEY_SEED: '', PAYMENTS__NATS_NKEY_SEED_FILE: seed });
    expect((await diagnosed(keyed)).findings).toContainEqual(
      expect.objectContaining({ check: 'broker', of: 'payments', level: 'well' }),
    );
    rmSync(file);
    expect((await diagnosed(apart)).findings).toContainEqual(
      expect.objectContaining({ check: 'database', of: 'payments', code: 'not-set-up' }),
    );
  });

  it('sees row-level security that does not bind everybody, and the command it gives mends it', async () => {
    await asOwner('ALTER TABLE contract_access NO FORCE ROW LEVEL SECURITY');
    const { seen, mend } = await faultIn(env, 'rls-off');
    expect(seen).toBe('contract_access');
    await asOwner(/-c '(.*)'$/.exec(mend!.en)![1]!);
    expect((await diagnosed(env)).findings.some(({ code }) => code === 'rls-off')).toBe(false);
    await asOwner(
      'DROP POLICY contract_access_visible ON contract_access',
      'CREATE POLICY everybody ON contract_access USING (true)',
      `INSERT INTO contract_access VALUES ('a', gen_random_uuid())`,
    );
    expect((await faultIn(env, 'rls-open')).seen).toBe('contract_access');
  });

  it('sees a role that passes by all policies, or owns what it should only use', async () => {
    const other = await emptyTestDatabase(paymentsService);
    const admin = new Client({ connectionString: process.env['RV_TEST_POSTGRES_URL'] });
    await admin.connect();
    await admin.query(`ALTER ROLE ${other.appRole} BYPASSRLS`);
    expect((await faultIn(own({ PAYMENTS__DATABASE_URL: other.appUrl }), 'role-strong')).seen).toBe('BYPASSRLS');
    await admin.end();
    expect((await faultIn(own({ PAYMENTS__DATABASE_URL: database.ownerUrl }), 'role-owns')).seen).toContain('outbox');
    await other.drop();
  });

  it('tells a database that lacks migrations from one that is newer than this version', async () => {
    await asOwner(`DELETE FROM migrations WHERE name = 'Scopes1764500000000'`);
    expect((await faultIn(env, 'not-migrated')).seen).toBe('Scopes1764500000000');
    await asOwner(`INSERT INTO migrations (timestamp, name) VALUES (9, 'OfTomorrow9')`);
    expect((await faultIn(env, 'newer-database')).seen).toBe('OfTomorrow9');
  });

  it('tells a broker that is away from one that refuses the key, and names each right too few and too many', async () => {
    await faultIn(own({ PAYMENTS__NATS_URL: 'nats://127.0.0.1:1' }), 'nats-away');
    const stranger = natsKeyFile(join(folder, 'stranger.nk')).seed;
    const refused = await faultIn(own({ PAYMENTS__NATS_NKEY_SEED: stranger }), 'nats-refuses');
    expect(JSON.stringify(refused)).not.toContain(stranger);
    const other = await faultIn(own({ PAYMENTS__NATS_NKEY_SEED: seedOf('benefits') }), 'nats-denies');
    expect(other.seen).toContain('rcpt.payments.*');
    expect((await faultIn(own({ PAYMENTS__NATS_NKEY_SEED: nats.adminSeed }), 'nats-allows')).seen).toBe(
      '>, doctor.nobody',
    );
  });

  it('tells an identity provider that is away from one that calls itself otherwise', async () => {
    const other = identity.issuer.replace('127.0.0.1', 'localhost');
    expect((await faultIn(own({ OIDC_ISSUER: other }), 'issuer-other')).mend!.en).toContain(identity.issuer);
    await faultIn(own({ OIDC_ISSUER: 'http://127.0.0.1:1' }), 'issuer-away');
  });
});

describe('the doctor of a folder', () => {
  const made = join(folder, 'herning');
  const CONTAINERS = ['--origin', 'https://rv.herning.invalid', '--identity', 'https://login.herning.invalid'];

  it('says how an instance is started where none is, or none runs', async () => {
    const nothing = join(folder, 'nothing');
    const { code, findings } = await diagnosed({}, '--data', nothing);
    expect([code, findings[0]]).toEqual([1, expect.objectContaining({ code: 'nothing-here' })]);
    expect(findings[0]!.mend!.en).toBe(`npm start -- --data ${nothing}`);
    make(['instance', 'new', '--kommune', '0657', '--to', made], silent);
    const stopped = await diagnosed({ RINGVIRKNING_DATA: join(made, 'data') });
    expect(stopped.findings[0]).toMatchObject({
      code: 'nothing-runs',
      mend: { en: `npm start -- --instance ${made}` },
    });
  });

  it('misses a secret and makes no other, and sees one that others can read', async () => {
    const [key, seed] = ['pseudonym.key', 'payments.nk'].map((name) => join(made, 'secrets', name)) as [string, string];
    const kept = readFileSync(key);
    rmSync(key);
    chmodSync(seed, 0o644);
    const { findings } = await diagnosed({}, '--instance', made);
    expect(findings.filter(({ check }) => check === 'secrets')).toEqual([
      expect.objectContaining({
        of: seed,
        code: 'secret-open',
        mend: { da: `chmod 600 ${seed}`, en: `chmod 600 ${seed}` },
      }),
      expect.objectContaining({ of: key, code: 'secret-missing' }),
    ]);
    expect(() => readFileSync(key)).toThrow('ENOENT');
    writeFileSync(key, kept);
    chmodSync(seed, 0o600);
  });

  it('reads containers as compose sets them up, and says what only they can see', async () => {
    make(['instance', 'new', '--kommune', '0657', '--to', made, ...CONTAINERS], silent);
    const { findings } = await diagnosed({}, '--instance', made);
    const configuration = findings.filter(({ check }) => check === 'configuration');
    expect(configuration.map(({ of, level }) => `${of} ${level}`)).toEqual(
      ['contracts', 'outcomes', 'payments', 'benefits', 'partnership', 'gateway'].map((name) => `${name} well`),
    );
    expect(findings.find(({ check }) => check === 'database')).toMatchObject({ level: 'skipped', code: 'inside' });
    const env = join(made, 'generated', 'payments.env');
    writeFileSync(env, readFileSync(env, 'utf8').replace(/^DATABASE_URL=.*\n/m, ''));
    const lacking = (await diagnosed({}, '--instance', made)).findings.find(({ code }) => code === 'variable');
    expect(lacking).toMatchObject({ of: 'payments', seen: 'DATABASE_URL is missing' });
    expect(lacking!.mend!.en).toContain('ringvirkning -- instance new');
  });

  it('ends with 2 and one line when it is not told what it can understand', async () => {
    mkdirSync(join(folder, 'no-compose'));
    writeFileSync(join(folder, 'no-compose', 'compose.yaml'), 'a: 1');
    for (const args of [['--instance', join(folder, 'no-compose')], ['--fast']])
      expect(await doctor({}, ...args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/^ringvirkning: [^\n]+\n$/),
      });
  });
});
