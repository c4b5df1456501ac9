import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { answering, problem, TOKEN, type Answer } from './answering.js';

const instance = answering();
const { answers, seen, run } = instance;
const SEALED = { ok: true, checkpoint: { size: 12, root: 'r', at: '2026-07-01T00:00:00Z' }, findings: [] };
const LOOKED = { checkedAt: '2026-07-01T08:00:00Z', contracts: 2, findings: [], silent: [] };
const REPORT = { messaging: { deadLetters: 0, faults: [] }, ledger: { ok: true }, comparison: LOOKED };
const AGREES = {
  kind: 'outcomes-finalised',
  told: 'outcomes',
  held: 'payments',
  waiting: 0,
  contracts: 2,
  differing: [],
};
const up = (service: string, report: object = REPORT) => ({ service, status: 'up', report });
const compared = (state: string, over: object = {}) => ({
  state: state === 'differs' ? 'differs' : 'agrees',
  comparisons: [{ ...AGREES, state, ...over }],
  unanswered: [],
});
beforeEach(() => {
  Object.assign(answers, {
    'GET /api/operations': [200, { services: [up('outcomes', { ...REPORT, ledger: null }), up('payments')] }],
    'POST /api/outcomes/operations/verification': [200, SEALED],
    'POST /api/payments/operations/verification': [200, SEALED],
    'GET /api/operations/reconciliation': [200, compared('agrees')],
  });
});

const verify = (...args: string[]) =>
  run(['verify', ...args], { RINGVIRKNING_URL: instance.url(), RINGVIRKNING_TOKEN: TOKEN });
const mend = (...args: string[]) =>
  run(['mend', ...args, '--url', instance.url(), '--lang', 'en'], { RINGVIRKNING_TOKEN: TOKEN });

describe('ringvirkning verify', () => {
  it('ends with 0 when everything agrees, and says what was looked at', async () => {
    const { code, out, err } = await verify('--lang', 'en');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('outcomes: 12 rows are as they were sealed');
    expect(out).toContain('payments: balanced');
    expect(out).toContain('outcomes-finalised, outcomes → payments: agrees (2 contracts)');
    expect(seen.map(({ authorization }) => authorization)).toEqual(seen.map(() => `Bearer ${TOKEN}`));
  });

  it('shows what the services found by the clock; what is so now decides', async () => {
    const finding = { level: 'red', kind: 'accruals', told: 'payments', held: 'payments', state: 'differs' };
    const comparison = {
      ...LOOKED,
      findings: [{ ...finding, contractId: 'k-1', since: '2026-07-01T07:00:00Z' }],
      silent: [{ service: 'outcomes', since: '2026-07-01T07:30:00Z' }],
    };
    answers['GET /api/operations'] = [200, { services: [up('payments', { ...REPORT, comparison })] }];
    const { code, out } = await verify('--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('payments: 2 contracts, all looked at 2026-07-01T08:00:00Z');
    expect(out).toContain('seen again: k-1: accruals, payments: DIFFERS (since 2026-07-01T07:00:00Z)');
    expect(out).toContain('outcomes: does not answer (since 2026-07-01T07:30:00Z)');
  });

  it('asks what runs from a data folder, as its operator', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rv-running-'));
    const env = { RINGVIRKNING_DATA: folder };
    expect(await run(['verify'], env)).toMatchObject({ code: 2, err: expect.stringContaining('nothing runs from') });
    const at = instance.url();
    const running = { url: at, issuer: at, client: { id: 'seed', secret: 'of this start' }, password: 'x' };
    writeFileSync(join(folder, 'running.json'), JSON.stringify(running));
    answers['GET /.well-known/openid-configuration'] = [200, { token_endpoint: `${at}/token` }];
    answers['POST /token'] = [200, { access_token: TOKEN }];
    expect((await run(['verify'], env)).code).toBe(0);
    expect(seen.find(({ path }) => path === 'POST /token')).toMatchObject({
      authorization: `Basic ${Buffer.from('seed:of%20this%20start').toString('base64')}`,
      body: 'grant_type=client_credentials&scope=user%3Aoperator',
    });
    rmSync(folder, { recursive: true });
  });

  it('says it in Danish when nothing else is asked for', async () =>
    expect((await verify()).out).toContain('Alt stemmer.'));

  it('agrees, and says how much, while something is on its way', async () => {
    answers['GET /api/operations/reconciliation'] = [200, compared('on-its-way', { waiting: 3 })];
    const { code, out } = await verify('--lang', 'en');
    expect(code).toBe(0);
    expect(out).toContain('agrees as far as both have come (3 events on their way)');
  });

  it.each<[what: string, path: string, body: unknown, says: string]>([
    [
      'services differ',
      'GET /api/operations/reconciliation',
      compared('differs', { differing: [{ contractId: 'k-1', told: 7, held: 6, aside: 0 }] }),
      'k-1: told: 7, held: 6',
    ],
    [
      'a sealed row was changed',
      'POST /api/payments/operations/verification',
      { ...SEALED, ok: false, findings: [{ code: 'changed', source: 'fact', count: 2, first: 'f-1' }] },
      'payments: changed fact, 2 (from f-1)',
    ],
    [
      'a ledger does not agree in itself',
      'POST /api/payments/operations/verification',
      { ...SEALED, ok: false, findings: [{ code: 'books', source: 'ledger', count: 1, first: 'batch ≥ 1' }] },
      'payments: does not agree',
    ],
    [
      'facts do not arrive until somebody acts',
      'GET /api/operations',
      {
        services: [
          up('payments', {
            ...REPORT,
            messaging: { deadLetters: 0, faults: [{ code: 'messaging.x', level: 'red', da: 'Rødt.', en: 'Red.' }] },
          }),
        ],
      },
      'payments: messaging.x: Red.',
    ],
  ])('ends with 1 when %s', async (_, path, body, says) => {
    answers[path] = [200, body];
    const { code, out } = await verify('--lang', 'en');
    expect(code).toBe(1);
    expect(out).toContain(says);
    expect(out).toContain('Something does not agree.');
  });

  it('ends with 2 when a service does not answer, unless another one differs', async () => {
    answers['GET /api/operations'] = [
      200,
      { services: [up('payments'), { service: 'outcomes', status: 'down', report: null }] },
    ];
    const { code, out } = await verify('--lang', 'en');
    expect(code).toBe(2);
    expect(out).toContain('outcomes: does not answer');
    answers['POST /api/payments/operations/verification'] = [200, { ...SEALED, ok: false }];
    expect((await verify()).code).toBe(1);
  });

  it.each<[what: string, answer: Answer]>([
    ['the token is not taken', [401, problem('auth.not-signed-in')]],
    ['the role is not enough', [403, problem('auth.forbidden')]],
    ['something else answers', [200, '<html>']],
    ['another version answers', [200, { other: true }]],
  ])('ends with 2 and one line when %s', async (_, answer) => {
    answers['GET /api/operations'] = answer;
    const { code, out, err } = await verify();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^ringvirkning: [^\n]+\n$/);
  });

  it.each<[what: string, env: Readonly<Record<string, string>>]>([
    ['no address', { RINGVIRKNING_TOKEN: TOKEN }],
    ['no token', { RINGVIRKNING_URL: 'https://ringvirkning.example' }],
    ['nobody there', { RINGVIRKNING_URL: 'http://127.0.0.1:1', RINGVIRKNING_TOKEN: TOKEN }],
    [
      'a way on which others read the token',
      { RINGVIRKNING_URL: 'http://ringvirkning.example', RINGVIRKNING_TOKEN: TOKEN },
    ],
  ])('ends with 2 and one line with %s', async (_, env) => {
    const { code, err } = await run(['verify'], env);
    expect(code).toBe(2);
    expect(err).toMatch(/^ringvirkning: [^\n]+\n$/);
    expect(seen).toEqual([]);
  });

  it('gets its token from the identity provider when it is a client there', async () => {
    answers['GET /.well-known/openid-configuration'] = [200, { token_endpoint: `${instance.url()}/token` }];
    answers['POST /token'] = [200, { access_token: TOKEN }];
    const env = {
      OIDC_ISSUER: instance.url(),
      OIDC_CLIENT_ID: 'ops',
      OIDC_CLIENT_SECRET: 's',
      OIDC_SCOPE: 'user:operator',
    };
    expect((await run(['verify', '--url', instance.url()], env)).code).toBe(0);
    expect(seen[1]).toMatchObject({
      authorization: `Basic ${btoa('ops:s')}`,
      body: 'grant_type=client_credentials&scope=user%3Aoperator',
    });
    answers['POST /token'] = [401, {}];
    expect((await run(['verify', '--url', instance.url()], env)).code).toBe(2);
  });

  it('tells programs everything as JSON', async () => {
    const found = JSON.parse((await verify('--json')).out) as object;
    expect(found).toMatchObject({
      format: 'ringvirkning-verification/1',
      state: 'agrees',
      services: [
        { service: 'outcomes', answers: true, ledger: null },
        { service: 'payments', seal: SEALED },
      ],
      reconciliation: { comparisons: [{ kind: 'outcomes-finalised', state: 'agrees' }] },
    });
  });
});

describe('ringvirkning mend', () => {
  const AT = '/api/outcomes/operations/messaging';
  const subject = 'evt.outcomes.outcomes-finalised.v1';
  beforeEach(() => {
    answers[`POST ${AT}/mending`] = [200, { epoch: 2, subjects: [{ subject, fork: 4, givenBack: 3, renumbered: 1 }] }];
    answers[`GET ${AT}/given-back`] = [
      200,
      { items: [{ subject, key: 'k-1', seq: 5, occurredAt: '2026-07-01T00:00:00Z' }] },
    ];
  });

  it('says what was got back, and what people must repeat', async () => {
    const { code, out } = await mend('outcomes');
    expect(code).toBe(0);
    expect(out).toContain('outcomes: got back 3 events from the consumers');
    expect(out).toContain('1 own events since the restore follow under new numbers');
    expect(out).toContain(`${subject} 5  k-1`);
  });

  it('says so when nothing was lost', async () => {
    answers[`POST ${AT}/mending`] = [200, { epoch: null, subjects: [] }];
    answers[`GET ${AT}/given-back`] = [200, { items: [] }];
    expect((await mend('outcomes')).out).toContain('outcomes: nothing was lost');
  });

  it('ends with 1 and both sentences when the service declines, with 2 when a consumer is silent', async () => {
    answers[`POST ${AT}/mending`] = [409, problem('messaging.cannot-mend')];
    expect(await mend('outcomes')).toMatchObject({ code: 1, err: expect.stringContaining('På dansk.') });
    answers[`POST ${AT}/mending`] = [503, problem('messaging.consumer-silent')];
    expect(await mend('outcomes')).toMatchObject({ code: 2, err: expect.stringContaining('In English.') });
  });

  it('knows the services', async () => {
    expect(await mend('peyments')).toMatchObject({ code: 2, err: expect.stringContaining('payments') });
    expect(seen).toEqual([]);
  });
});

describe('ringvirkning works', () => {
  const name = (text: string) => ({ da: text, en: `${text} (en)` });
  const step = {
    ...{ outcomeId: '0'.repeat(32), intervention: name('Egen bolig'), title: name('Beholdt boligen'), payment: true },
    ...{ followUp: name('12 måneder'), group: null, planned: 30, contracts: 2 },
    ...{ reached: 13, notReached: 7, awaiting: 4, notDue: 2, n: 20, share: 0.65, suppressed: false },
    ...{ interval: { low: 0.4329, high: 0.8188 }, range: { low: 0.54, high: 0.71 } },
  };
  const hidden = {
    ...{ reached: null, notReached: null, awaiting: null, notDue: null, n: null, share: null, suppressed: true },
    ...{ interval: null, range: null, planned: null, group: name('Unge mødre') },
  };
  const found = {
    ...{ asOf: '2026-07-01T00:00:00Z', contracts: 2, suppressedBelow: 5 },
    steps: [step, { ...step, ...hidden }],
  };
  const works = (...args: string[]) =>
    run(['works', ...args], { RINGVIRKNING_URL: instance.url(), RINGVIRKNING_TOKEN: TOKEN });

  it('tells the figures of the page, and hides what it hides', async () => {
    answers['GET /api/outcomes/what-works'] = [200, found];
    const { code, out } = await works();
    expect(code).toBe(0);
    const lines = out.split('\n').map((line) => line.replace(/\s+/g, ' '));
    expect(lines).toContain('Beholdt boligen, 12 måneder Alle 30 13 7 4 65 % 43,3 % 81,9 %');
    expect(lines).toContain('Beholdt boligen, 12 måneder Unge mødre skjult skjult skjult skjult – –');
    expect(out).toContain('færre end 5 personer');
  });

  it('asks about one contract, and gives programs the answer as it is', async () => {
    answers['GET /api/outcomes/what-works?contractId=k-1'] = [200, found];
    expect(JSON.parse((await works('--contract', 'k-1', '--json')).out)).toEqual(found);
  });

  it('says so where there is nobody to count, and ends with 2 where the reader may not see it', async () => {
    answers['GET /api/outcomes/what-works'] = [200, { ...found, steps: [] }];
    expect((await works('--lang', 'en')).out).toBe('There is nobody to count yet.\n');
    answers['GET /api/outcomes/what-works'] = [403, problem('auth.forbidden')];
    expect(await works()).toMatchObject({ code: 2, out: '' });
  });
});

describe('ringvirkning claim audit', () => {
  const id = '0197f3c0-0000-7000-8000-000000000001';
  const claim = {
    ...{ claimId: id, participantId: id, pseudonym: 'P-7K', outcome: 'kept-home', followUp: 'm12', on: '2026-05-01' },
    ...{ quantity: '1', status: 'final', paidShare: null },
  };
  const act = (type: string, more: object = {}) => ({
    at: '2026-06-01T08:00:00Z',
    kind: 'claim',
    type,
    by: 'u',
    ...more,
  });
  const file = {
    ...{ format: 'ringvirkning-claim-audit/1', exportedAt: '2026-07-01T00:00:00Z', exportedBy: 'karen' },
    ...{ contract: { contractId: id, ref: 'AAR-UH', title: 'Unge' }, claim, versions: [], seal: null },
    acts: [act('claimed'), act('returned', { byName: 'Hanne Holm', note: 'Ny\ndato' })],
  };
  const audit = (...args: string[]) =>
    run(['claim', 'audit', id, ...args], { RINGVIRKNING_URL: instance.url(), RINGVIRKNING_TOKEN: TOKEN });

  it('tells the acts in order, each on one line, and gives programs the file to keep', async () => {
    answers[`GET /api/outcomes/claims/${id}/audit`] = [200, file];
    const { code, out } = await audit('--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/claim: claimed[^\n]*\n[^\n]*claim: returned +Hanne Holm +Ny dato\n/);
    expect(out).toContain('Not sealed yet');
    expect(JSON.parse((await audit('--json')).out)).toEqual(file);
  });

  it('ends with 2 and one line for a claim that is not there', async () => {
    const { code, out, err } = await audit();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^ringvirkning: [^\n]+\n$/);
  });
});
