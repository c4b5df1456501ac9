import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestService } from '@ringvirkning/testing';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { startContracts, termsYaml } from './terms.js';

let service: TestService;
let admin: Client;
let database: string;
beforeAll(async () => {
  service = await startContracts();
  admin = new Client({ connectionString: process.env['RV_TEST_POSTGRES_URL']! });
  await admin.connect();
  database = new URL(service.database!.appUrl).pathname.slice(1);
});
afterAll(async () => {
  await allow(true);
  await admin.end();
  await service.stop();
});

const allow = (allowed: boolean) =>
  admin.query(`ALTER DATABASE ${escapeIdentifier(database)} WITH ALLOW_CONNECTIONS ${allowed}`);
const cutOff = () =>
  admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${escapeLiteral(database)}`);

const list = async () => (await service.request('department-head')).get('/api/contracts');
const create = async (ref: string) =>
  (await service.request('case-worker'))
    .post('/api/contracts')
    .set('Content-Type', 'application/yaml')
    .set('Idempotency-Key', ref)
    .send(termsYaml({ ref }));

describe('while the database is away', () => {
  it('every request is told to come back, none that something broke, and the same requests succeed afterwards', async () => {
    expect((await list()).status).toBe(200);
    await allow(false);
    const during = Promise.all([...Array.from({ length: 10 }, list), create('LOST-1')]);
    await cutOff();
    // A request that was on the way may still have been answered; none breaks.
    for (const { status } of await during) expect([200, 201, 503]).toContain(status);
    for (const ask of [list, () => create('LOST-2')]) {
      const { status, type, headers, body } = await ask();
      expect({ status, type, retryAfter: headers['retry-after'] }).toEqual({
        status: 503,
        type: 'application/problem+json',
        retryAfter: '5',
      });
      expect(body).toMatchObject({ code: 'persistence.database-away', da: expect.any(String), en: expect.any(String) });
    }
    expect((await (await service.request()).get('/health/ready')).status).toBe(503);
    expect((await (await service.request()).get('/health/live')).status).toBe(200);
    await allow(true);
    await eventually(async () => expect((await list()).status).toBe(200));
    expect((await create('LOST-1')).status).toBe(201);
    expect((await create('LOST-2')).status).toBe(201);
  });
});
