import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@ringvirkning/catalogue';
import { RunningInstance } from '@ringvirkning/embedded';
import { Client } from 'pg';
import { runRotate } from '../src/rotate/command.js';
import { operated, type Ran } from './run.js';
import { Visitor } from './visitor.js';

/** Longer than the gateway takes keys for those that hold. */
const TAKEN_UP_MS = 1_500;
/** More than a service has connections before. */
const CROWD = 40;

describe('secrets of an instance in which people work', () => {
  let instance: RunningInstance;
  let controller: Visitor;
  beforeAll(async () => {
    instance = await RunningInstance.start([]);
    controller = new Visitor(instance.overview.url);
    await controller.signIn('controller');
  });
  afterAll(() => instance?.stop());

  const rotate = (...args: readonly string[]): Promise<Ran> =>
    operated(runRotate, ['rotate', ...args, '--data', instance.data, '--lang', 'en']);
  const secret = (name: string): string => readFileSync(join(instance.data, 'secrets', name), 'utf8').trim();
  const signedIn = async (person: string): Promise<Visitor> => {
    const visitor = new Visitor(instance.overview.url);
    await visitor.signIn(person);
    return visitor;
  };

  /** One look and one write in each service that people use. */
  async function atWork(): Promise<number[]> {
    const answers = [
      controller.get('/api/contracts'),
      controller.get('/api/outcomes/due'),
      controller.get('/api/payments/work-list'),
      controller.get('/api/benefits/matrix'),
      controller.post('/api/outcomes/due/reminder', { every: 'weekly', language: 'da' }),
    ];
    return (await Promise.all(answers)).map(({ status }) => status);
  }

  /** What people got who worked while something was done, and shortly after. */
  async function whileWorking<T>(work: () => Promise<T>): Promise<T> {
    const refused: number[] = [];
    let [rounds, isOver] = [0, false];
    const people = Array.from({ length: 3 }, async () => {
      for (; !isOver; rounds += 1) refused.push(...(await atWork()).filter((status) => status >= 300));
    });
    await delay(300);
    const done = await work();
    const crowd = await Promise.all(Array.from({ length: CROWD }, atWork));
    refused.push(...crowd.flat().filter((status) => status >= 300));
    isOver = true;
    await Promise.all(people);
    expect(refused).toEqual([]);
    expect(rounds).toBeGreaterThan(3);
    return done;
  }

  it('of the databases are other ones, and nobody at work notices', async () => {
    const before = SERVICES.map((service) => secret(`${service}-app.password`));
    const { code, out, err } = await whileWorking(() => rotate('database'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nobody was interrupted.');
    for (const [index, service] of SERVICES.entries()) {
      const now = secret(`${service}-app.password`);
      expect(now).not.toBe(before[index]);
      expect(await entersAs(service, now)).toBe(true);
      expect(await entersAs(service, before[index]!)).toBe(false);
      // Those that come in from now on, as after a night without anybody.
      await instance.rows(service, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1`, [
        `rv_${service}_app`,
      ]);
    }
    await delay(TAKEN_UP_MS);
    expect((await whileWorking(() => delay(100))) === undefined).toBe(true);
  });

  it('that were half changed when the command was killed are changed by doing it again', async () => {
    const made = 'made-before-it-was-killed';
    writeFileSync(join(instance.data, 'secrets', 'payments-app.password.next'), `${made}\n`, { mode: 0o600 });
    expect((await whileWorking(() => rotate('database', '--json'))).code).toBe(0);
    expect(secret('payments-app.password')).toBe(made);
    expect(await entersAs('payments', made)).toBe(true);
  });

  it('of sessions are other ones: who is signed in stays so, also a window that was open all the time', async () => {
    const [before, other] = [secret('session.key'), await signedIn('case-worker')];
    await whileWorking(() => rotate('session-key'));
    const [newest, former] = secret('session.key').split(',');
    expect([former, newest === former]).toEqual([before, false]);
    await delay(TAKEN_UP_MS);
    expect((await other.get('/auth/me')).status).toBe(200);
    await signedIn('verifier');
  });

  it('of sessions in strange hands open nothing any more: everybody signs in again', async () => {
    const stranger = await signedIn('case-worker');
    expect((await rotate('session-key', '--end-sessions')).out).toContain('Everybody signs in again.');
    expect(secret('session.key')).not.toContain(',');
    await delay(TAKEN_UP_MS);
    expect((await stranger.get('/auth/me')).status).toBe(401);
    await controller.signIn('controller');
  });

  it('that the gateway shows the sign-in service are other ones, and people sign in all the time', async () => {
    const before = secret('gateway-client.secret');
    let isOver = false;
    const signingIn = (async () => {
      for (let count = 0; ; count += 1) {
        if (isOver) return count;
        await signedIn('verifier');
      }
    })();
    expect((await whileWorking(() => rotate('sign-in'))).code).toBe(0);
    isOver = true;
    expect(await signingIn).toBeGreaterThan(0);
    await signedIn('verifier');
    expect(secret('gateway-client.secret')).not.toBe(before);
    const { issuer } = instance.overview;
    const asked = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`gateway:${before}`)}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' }),
    });
    expect(await asked.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('of evidence are other ones, and every key before goes on opening', async () => {
    const before = ['evidence.key', 'attachment.key'].map((name) => [name, secret(name)] as const);
    for (const times of [1, 2]) {
      expect((await whileWorking(() => rotate('evidence-key'))).code).toBe(0);
      for (const [name, key] of before) {
        expect(secret(name).split(',')).toHaveLength(1 + times);
        expect(secret(name).endsWith(key)).toBe(true);
      }
    }
  });

  it.each(['pseudonym-key', 'partnership-key', 'broker'])('that cannot be changed say why: %s', async (name) => {
    const { code, out } = await rotate(name);
    expect([code, /cannot be changed/.test(out)]).toEqual([1, true]);
  });

  it('are left alone where there is nothing, and where the environment says what holds', async () => {
    expect(await operated(runRotate, ['rotate', 'database', '--data', '/nowhere'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is missing'),
    });
    expect(await operated(runRotate, ['rotate', 'database'], { DATABASE_URL: 'postgres://x' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('where its secrets are kept'),
    });
  });

  async function entersAs(service: string, password: string): Promise<boolean> {
    const { postgres: port } = instance.overview.ports;
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: `rv_${service}_app`,
      password,
      database: `rv_${service}`,
    });
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  }
});
