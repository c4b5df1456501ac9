import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrateService, startService } from '@ringvirkning/service';
import { Client } from 'pg';
import {
  eventually,
  startTestService,
  testIdentity,
  testNats,
  type TestIdentity,
  type TestNats,
  type TestService,
} from '../src/index.js';
import {
  EffectsMade,
  outcomesManifest,
  outcomesService,
  paymentsManifest,
  paymentsService,
} from './counting-services.js';

let identity: TestIdentity, nats: TestNats, outcomes: TestService, payments: TestService;
beforeAll(async () => {
  [identity, nats] = await Promise.all([testIdentity(), testNats([outcomesManifest, paymentsManifest])]);
  outcomes = await startTestService(outcomesService, { identity, nats });
  payments = await startTestService(paymentsService, { identity, nats });
});
afterAll(async () => {
  await Promise.all([outcomes?.stop(), payments?.stop()]);
  await Promise.all([identity?.stop(), nats?.stop()]);
});

const make = async (amount: string) =>
  (await outcomes.request('case-worker')).post('/api/outcomes/effects').send({ amount });
const taken = async (amount: string): Promise<number> =>
  (await (await payments.request('controller')).get(`/api/payments/effects/${amount}`)).body.count;
const operations = async (service: 'outcomes' | 'payments', path = '') =>
  (await (service === 'outcomes' ? outcomes : payments).request('operator')).get(`/api/${service}/operations${path}`);

describe('two services with the permissions their messages give them', () => {
  it('pass an event on, exactly once', async () => {
    await make('42');
    await eventually(async () => expect(await taken('42')).toBe(1));
    await eventually(async () =>
      expect((await operations('outcomes')).body.messaging).toMatchObject({
        outbox: { unsent: 0, oldestAgeSeconds: 0 },
        receipts: [{ consumer: 'payments', behind: 0 }],
      }),
    );
  });

  const trace = async (service: TestService, name: string, term: string, who: 'operator' | 'supplier' = 'operator') =>
    (await service.request(who)).post(`/api/${name}/operations/traces`).send({ term });
  let poisoned: string;

  it('show, retry and settle an event that cannot be consumed', async () => {
    poisoned = String((await make('poison')).headers['x-correlation-id']);
    const letter = await eventually(async () => {
      const { body } = await operations('payments', '/dead-letters');
      expect(body.items).toHaveLength(1);
      return body.items[0];
    });
    expect(letter).toMatchObject({ subject: EffectsMade.subject, code: 'payments.poisoned', state: 'open' });
    expect(letter).not.toHaveProperty('envelope');
    const retry = async (who: 'operator' | 'controller', path: string) =>
      (await payments.request(who)).post(`/api/payments/operations/dead-letters/${path}`);
    expect((await retry('controller', `${letter.id}/retry`)).status).toBe(403);
    expect((await retry('operator', `${letter.id}/retry`)).body).toMatchObject({
      state: 'open',
      reason: expect.stringContaining('Poisoned'),
    });
    await make('allow');
    await eventually(async () => expect(await taken('allow')).toBe(1));
    expect((await retry('operator', 'retry-all')).body.results).toEqual([{ id: letter.id, state: 'done' }]);
    expect(await taken('poison')).toBe(1);
    expect((await retry('operator', `${letter.id}/retry`)).status).toBe(409);
    expect((await retry('operator', '999999/retry')).status).toBe(404);
  });

  it('tell what one request caused, by its correlation id: its events, who has received them, and what of them failed', async () => {
    const { subject } = EffectsMade;
    await eventually(async () =>
      expect((await trace(outcomes, 'outcomes', poisoned)).body).toMatchObject({
        events: [{ subject, consumers: [{ consumer: 'payments', received: true }] }],
        deadLetters: [],
      }),
    );
    expect((await trace(payments, 'payments', poisoned)).body).toMatchObject({
      events: [],
      deadLetters: [{ subject, code: 'payments.poisoned', state: 'done' }],
    });
    expect((await trace(outcomes, 'outcomes', 'another id')).body).toEqual({ events: [], deadLetters: [] });
    expect((await trace(outcomes, 'outcomes', poisoned, 'supplier')).status).toBe(403);
  });
});

describe('operations', () => {
  it('show health and messaging, and no ledger where there is none', async () =>
    expect((await operations('payments')).body).toMatchObject({
      ready: true,
      health: { details: { database: { status: 'up' }, migrations: { status: 'up' }, nats: { status: 'up' } } },
      messaging: { brokerConnected: true },
      ledger: null,
    }));
  it('are not for everybody', async () =>
    expect((await (await payments.request('supplier')).get('/api/payments/operations')).status).toBe(403));
  it('are measured', async () => {
    // Events of the tests before may still be on their way.
    const text = await eventually(async () => {
      const metrics = (await (await outcomes.request()).get('/metrics')).text;
      expect(metrics).toContain('ringvirkning_outbox_unsent{service="outcomes"} 0');
      return metrics;
    });
    expect(text).toContain('ringvirkning_broker_connected{service="outcomes"} 1');
    expect(text).toContain('ringvirkning_seal_findings{code="books",service="outcomes"} 0');
    expect(text).toContain('ringvirkning_comparison_findings{level="red",service="outcomes"} 0');
    expect(text).toMatch(/ringvirkning_jobs_not_done\{task="[^"]+",service="outcomes"\} 0/);
    expect(text).toMatch(/ringvirkning_db_connections\{state="idle",service="outcomes"\} [1-9]/);
  });
  it('refuse a cursor that is not one', async () =>
    expect((await operations('payments', '/dead-letters?after=abc')).status).toBe(400));
});

describe('a service', () => {
  const env = () => ({
    INSTANCE_ID: 'aarhus',
    OIDC_ISSUER: identity.issuer,
    LOG_LEVEL: 'silent',
    DATABASE_URL: outcomes.database!.appUrl,
    NATS_URL: nats.url,
    NATS_NKEY_SEED: nats.seedOf('outcomes'),
  });

  it('says in one line which variables are wrong', async () =>
    expect(startService(outcomesService, { ...env(), OIDC_ISSUER: 'x', DATABASE_URL: undefined })).rejects.toThrow(
      /^outcomes cannot start: configuration: OIDC_ISSUER is not valid[^;]*; DATABASE_URL is missing$/,
    ));
  it('does not start without its database', async () =>
    expect(startService(outcomesService, { ...env(), DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' })).rejects.toThrow(
      /ECONNREFUSED/,
    ));
  it('does not start on a port that is taken', async () =>
    expect(startService(outcomesService, { ...env(), SERVICE_PORT: new URL(outcomes.url).port })).rejects.toThrow(
      /EADDRINUSE/,
    ));
  it('starts and works without a broker, and says so', async () => {
    const service = await startTestService(outcomesService, {
      identity,
      nats,
      env: { NATS_URL: 'nats://127.0.0.1:1' },
    });
    try {
      const response = await (await service.request('case-worker')).post('/api/outcomes/effects').send({ amount: '1' });
      expect(response.status).toBe(201);
      const ready = await (await service.request()).get('/health/ready');
      expect([ready.status, ready.body.status, ready.body.details.nats.status]).toEqual([200, 'degraded', 'degraded']);
    } finally {
      await service.stop();
    }
  });
  it('is not ready before its migrations have run', async () => {
    class Later1900000000000 {
      up = () => Promise.resolve();
      down = () => Promise.resolve();
    }
    const later = { ...outcomesService, migrations: [...outcomesService.migrations!, Later1900000000000] };
    const service = await startService(later, env());
    try {
      const response = await fetch(`${service.url}/health/ready`);
      expect(response.status).toBe(503);
      expect(await response.text()).toContain('Later1900000000000');
      await migrateService(later, { ...env(), MIGRATION_DATABASE_URL: outcomes.database!.ownerUrl });
      await eventually(async () => expect((await fetch(`${service.url}/health/ready`)).status).toBe(200));
    } finally {
      await service.stop();
    }
  });
  it('finishes a running request when it is stopped', async () => {
    const service = await startTestService(outcomesService, { identity, nats });
    // Whoever wants to write waits for this one, until it lets go.
    const holder = new Client({ connectionString: service.database!.ownerUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE effect');
    const running = (await service.request('case-worker'))
      .post('/api/outcomes/effects')
      .send({ amount: '1' })
      .then(({ status }) => status);
    await eventually(async () => {
      const { text } = await (await service.request()).get('/metrics');
      expect(text).toMatch(/ringvirkning_db_connections\{state="busy",service="outcomes"\} [1-9]/);
    });
    const stopped = service.stop();
    await holder.end();
    await stopped;
    expect(await running).toBe(201);
    await service.stop();
  });
});
