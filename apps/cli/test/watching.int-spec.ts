import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@ringvirkning/catalogue';
import { answering, problem, TOKEN } from './answering.js';

const instance = answering();
const { answers, seen } = instance;
const run = (...args: readonly string[]) =>
  instance.run([...args, '--url', instance.url(), '--lang', 'en'], { RINGVIRKNING_TOKEN: TOKEN });

const AT = '2026-07-01T00:00:00Z';
const REPORT = {
  ready: true,
  messaging: {
    brokerConnected: true,
    outbox: { unsent: 0, oldestAgeSeconds: 0 },
    receipts: [{ behind: 2 }, { behind: 3 }],
    ...{ deadLetters: 0, faults: [] },
  },
  ledger: { ok: true, checkedAt: AT },
  jobs: [],
  seal: { ok: true, checkedAt: AT, findings: [] },
  comparison: { findings: [] },
};
const overview = (over: object = {}, status = 'up') =>
  [200, { services: [{ service: 'payments', status, answeredInMs: 12.4, report: { ...REPORT, ...over } }] }] as const;

describe('ringvirkning status', () => {
  it('says in a line each how services are, and ends with 0 while nothing must be mended', async () => {
    answers['GET /api/operations'] = overview();
    const { code, out } = await run('status');
    expect(code).toBe(0);
    expect(out).toMatch(/payments +ready +12 ms +0 +0 s +5 +0 +agrees +agrees/);
    expect(out).toContain('Everything runs.');
  });
  it.each<[what: string, over: object, code: number, says: string]>([
    ['a ledger that does not agree', { ledger: { ok: false, checkedAt: AT } }, 1, 'DOES NOT AGREE'],
    ['a ledger that was not seen as a whole yet', { ledger: { ok: true, checkedAt: null } }, 0, 'being looked at'],
    ['a service that is not ready', { ready: false, messaging: null, ledger: null }, 1, 'NOT READY'],
    [
      'a job that fails',
      { jobs: [{ name: 'remind', failures: [{ reason: 'mail is away' }] }] },
      0,
      'remind not done: mail is away',
    ],
    ['a broker that is away', { messaging: { ...REPORT.messaging, brokerConnected: false } }, 0, 'the broker is away'],
    [
      'another history of a producer',
      { messaging: { ...REPORT.messaging, faults: [{ level: 'red', code: 'messaging.x', da: 'Rødt.', en: 'Red.' }] } },
      1,
      'messaging.x: Red.',
    ],
  ])('names %s', async (_what, over, code, says) => {
    answers['GET /api/operations'] = overview(over);
    expect(await run('status')).toMatchObject({ code, out: expect.stringContaining(says) });
  });
  it('ends with 2 when a service does not answer, or answers what this version does not know', async () => {
    answers['GET /api/operations'] = overview({}, 'down');
    expect((await run('status')).code).toBe(2);
    answers['GET /api/operations'] = overview({ ready: 'perhaps' });
    expect((await run('status')).code).toBe(2);
  });
});

describe('ringvirkning dead-letters', () => {
  const letter = (id: string) => ({
    ...{ id, subject: 'evt.outcomes.outcomes-finalised.v1', seq: 7, eventId: 'e-7', item: null, state: 'open' },
    ...{
      code: 'payments.unknown-contract',
      reason: 'There is no such contract.',
      attempts: 5,
      failedAt: '2026-07-01T00:00:00Z',
    },
  });
  const list = (service: string, query: string) => `GET /api/${service}/operations/dead-letters?${query}`;
  beforeEach(() => {
    for (const service of SERVICES) answers[list(service, 'state=open&limit=100')] = [200, { items: [], next: null }];
    answers[list('payments', 'state=open&limit=100')] = [200, { items: [letter('1')], next: 'more' }];
    answers[list('payments', 'state=open&limit=100&after=more')] = [200, { items: [letter('2')], next: null }];
  });

  it('lists those of all services, to the last page, and ends with 1 while any is open', async () => {
    const { code, out } = await run('dead-letters', 'list');
    expect([code, out.match(/payments/g)!.length]).toEqual([1, 4]);
    expect(out).toContain('dead-letters retry');
    expect(await run('dead-letters', 'list', 'outcomes')).toMatchObject({
      code: 0,
      out: 'No messages are put aside.\n',
    });
  });
  it('shows why one failed, and says when there is none of that number', async () => {
    expect(await run('dead-letters', 'show', 'payments', '2')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Reason: There is no such contract.'),
    });
    for (const state of ['done', 'purged'])
      answers[list('payments', `state=${state}&limit=100`)] = [200, { items: [], next: null }];
    expect(await run('dead-letters', 'show', 'payments', '9')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no dead letter 9'),
    });
  });
  it('tries one or all again, and ends with 1 when one fails again', async () => {
    const at = 'POST /api/payments/operations/dead-letters';
    answers[`${at}/1/retry`] = [200, { id: '1', state: 'done' }];
    answers[`${at}/retry-all`] = [
      200,
      {
        results: [
          { id: '1', state: 'done' },
          { id: '2', state: 'open', reason: 'Still unknown.' },
        ],
      },
    ];
    expect(await run('dead-letters', 'retry', 'payments', '1')).toMatchObject({ code: 0, out: 'payments 1: done\n' });
    expect(await run('dead-letters', 'retry', 'payments', 'all')).toMatchObject({
      code: 1,
      out: expect.stringContaining('payments 2: open (Still unknown.)'),
    });
  });
  it('gives one up once, and says what the service says when it is settled already', async () => {
    const path = 'POST /api/payments/operations/dead-letters/1/purge';
    answers[path] = [200, { id: '1', state: 'purged' }];
    expect(await run('dead-letters', 'discard', 'payments', '1')).toMatchObject({
      code: 0,
      out: 'payments 1: given up\n',
    });
    answers[path] = [409, problem('messaging.dead-letter-settled')];
    expect(await run('dead-letters', 'discard', 'payments', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('dead-letter-settled'),
    });
    expect(seen.filter((one) => one.path === path)).toHaveLength(2);
  });
});

describe('ringvirkning logs', () => {
  it('follows one request through services, messages and log lines, in the order in which things happened', async () => {
    for (const service of SERVICES)
      answers[`POST /api/${service}/operations/traces`] = [200, { events: [], deadLetters: [] }];
    answers['POST /api/outcomes/operations/traces'] = [
      200,
      {
        events: [
          {
            ...{ eventId: 'e', subject: 'evt.outcomes.x.v1', seq: 3, occurredAt: '2026-07-01T00:00:02Z' },
            consumers: [
              { consumer: 'payments', received: true },
              { consumer: 'benefits', received: false },
            ],
          },
        ],
        deadLetters: [],
      },
    ];
    const folder = mkdtempSync(join(tmpdir(), 'rv-logs-'));
    const line = (at: string, id: string, msg: string) =>
      JSON.stringify({ time: at, level: 'info', service: 'outcomes', correlationId: id, msg });
    const lines = [
      line('2026-07-01T00:00:01Z', 'c-1', 'POST 201'),
      line('2026-07-01T00:00:01Z', 'c-10', 'other'),
      'c-1: no line of ours',
    ];
    writeFileSync(join(folder, 'services.log'), lines.join('\n'));
    const { code, out } = await run('logs', '--correlation', 'c-1', '--logs', folder);
    rmSync(folder, { recursive: true });
    expect([code, out]).toEqual([
      0,
      '2026-07-01T00:00:01Z  outcomes  line  POST 201  (info)\n' +
        '2026-07-01T00:00:02Z  outcomes  message  evt.outcomes.x.v1 3  (payments ✓, benefits …)\n' +
        '2 steps. ✓: the consumer has it, …: on its way.\n',
    ]);
    expect(seen.every(({ path, body }) => !path.includes('c-1') && body.includes('c-1'))).toBe(true);
  });
});
