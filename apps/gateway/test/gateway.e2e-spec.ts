import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readMetrics, type Sample } from '@ringvirkning/observability';
import { certificate } from '@ringvirkning/testing';
import supertest from 'supertest';
import { startGateway, type RunningGateway } from '../src/index.js';
import { startFakeIssuer, type FakeIssuer } from './fake-issuer.js';
import { startFakeService, type FakeService } from './fake-service.js';

const CORRELATION = '018f2f3e-7b1a-7c3d-8e4f-0123456789ab';
const ORIGIN = 'http://portal.test';
let issuer: FakeIssuer;
let contracts: FakeService;
let payments: FakeService;
let gateway: RunningGateway;
let environment: Record<string, string>;
let portalDir: string;

beforeAll(async () => {
  [issuer, contracts, payments] = await Promise.all([
    startFakeIssuer(),
    startFakeService('contracts'),
    startFakeService('payments'),
  ]);
  portalDir = mkdtempSync(join(tmpdir(), 'portal-'));
  mkdirSync(join(portalDir, 'assets'));
  writeFileSync(join(portalDir, 'index.html'), '<!doctype html><title>Ringvirkning</title>');
  writeFileSync(join(portalDir, 'assets', 'app-1a2b.js'), 'export {};');
  environment = {
    SERVICE_PORT: '0',
    METRICS_PORT: '0',
    INSTANCE_ID: 'aarhus',
    ORIGIN,
    OIDC_ISSUER: issuer.issuer,
    SESSION_KEY: randomBytes(32).toString('base64'),
    PORTAL_DIR: portalDir,
    DEMO: 'true',
    LOG_LEVEL: 'fatal',
    CONTRACTS_URL: contracts.url,
    PAYMENTS_URL: payments.url,
    // Where nobody ever listens: a port that was free a moment ago may be somebody's by now.
    OUTCOMES_URL: 'http://127.0.0.1:1',
    BENEFITS_URL: 'http://127.0.0.1:1',
    PARTNERSHIP_URL: 'http://127.0.0.1:1',
    SIGN_OUT_FOLDER: join(portalDir, '..', `${basename(portalDir)}-signed-out`),
  };
  gateway = await startGateway(environment);
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([issuer.stop(), contracts.stop(), payments.stop()]);
  for (const folder of [portalDir, environment['SIGN_OUT_FOLDER']!]) rmSync(folder, { recursive: true });
});
beforeEach(() => {
  Object.assign(issuer, { lifetime: 600, wrongNonce: false, revoked: false, away: false, refreshes: 0 });
  issuer.roles = ['case-worker'];
  contracts.seen.length = 0;
});

const http = () => supertest(gateway.url);
const setCookies = (response: { headers: Record<string, unknown> }): string[] =>
  (response.headers['set-cookie'] as string[] | undefined) ?? [];
const jar = (response: { headers: Record<string, unknown> }): string =>
  setCookies(response)
    .filter((line) => !line.includes('Max-Age=0'))
    .map((line) => line.split(';')[0])
    .join('; ');

/** Goes to the provider and back; returns the callback's answer. */
async function signInThrough(returnTo = '/'): Promise<supertest.Response> {
  const start = await http().get('/auth/login').query({ returnTo }).expect(302);
  const atProvider = await fetch(start.headers['location']!, { redirect: 'manual' });
  const back = new URL(atProvider.headers.get('location')!);
  expect(back.origin).toBe(ORIGIN);
  return http().get(`${back.pathname}${back.search}`).set('Cookie', jar(start));
}
const signIn = async (): Promise<string> => jar(await signInThrough());

describe('signing in', () => {
  it('answers who one is with 401 and a sentence in both languages before', async () => {
    const { body } = await http()
      .get('/auth/me')
      .expect(401)
      .expect('content-type', /problem\+json/);
    expect(body).toMatchObject({
      code: 'auth.sign-in-required',
      da: expect.any(String),
      en: expect.any(String),
      whatToDo: { da: expect.any(String) },
      correlationId: expect.any(String),
    });
  });

  it('gives a session whose tokens the browser cannot read, and knows name, roles and permissions', async () => {
    const back = await signInThrough('/kontrakter?x=1');
    expect(back.headers['location']).toBe('/kontrakter?x=1');
    expect(setCookies(back).join()).not.toContain('eyJhbGciOiJSUzI1NiIs');
    expect(setCookies(back).find((line) => line.startsWith('rv_aarhus_session='))).toMatch(/HttpOnly.*SameSite=Lax/);
    const { body } = await http().get('/auth/me').set('Cookie', jar(back)).expect(200);
    expect(body).toMatchObject({ name: 'Anna Andersen', roles: ['case-worker'], organisation: 'aarhus' });
    expect(body.permissions).toContain('outcomes.attest');
    expect(body.permissions).not.toContain('payments.certify');
  });

  it('never returns to another origin', async () =>
    expect((await signInThrough('//evil.example/x')).headers['location']).toBe('/'));

  it('refuses a callback whose state or nonce is not the one it started with', async () => {
    const start = await http().get('/auth/login').expect(302);
    const back = new URL((await fetch(start.headers['location']!, { redirect: 'manual' })).headers.get('location')!);
    back.searchParams.set('state', 'other');
    const other = await http().get(`${back.pathname}${back.search}`).set('Cookie', jar(start)).expect(302);
    expect(jar(other)).toBe('');
    issuer.wrongNonce = true;
    const refused = await signInThrough();
    expect(refused.status).toBe(403);
    expect(jar(refused)).toBe('');
  });

  it('takes no code that this browser did not ask for', async () => {
    const stranger = await http().get('/auth/login').expect(302);
    const back = new URL((await fetch(stranger.headers['location']!, { redirect: 'manual' })).headers.get('location')!);
    const answer = await http().get(`${back.pathname}${back.search}`).expect(302);
    expect(jar(answer)).toBe('');
  });

  it('renews a session about to end, once for parallel requests, and ends it when it cannot be renewed', async () => {
    issuer.lifetime = 5;
    const old = await signIn();
    issuer.lifetime = 600;
    const answers = await Promise.all([1, 2, 3].map(() => http().get('/auth/me').set('Cookie', old).expect(200)));
    expect(issuer.refreshes).toBe(1);
    await http().get('/auth/me').set('Cookie', jar(answers[0]!)).expect(200);
    issuer.lifetime = 5;
    const [ending] = [await signIn(), (issuer.revoked = true)];
    const over = await http().get('/auth/me').set('Cookie', ending).expect(401);
    expect(setCookies(over).join()).toContain('Max-Age=0');
  });

  it('keeps a session while the provider is away, ends it at its word only, and renews as soon as it is back', async () => {
    issuer.lifetime = 20;
    const session = await signIn();
    issuer.away = true;
    const meanwhile = await http().get('/auth/me').set('Cookie', session).expect(200);
    expect(setCookies(meanwhile)).toEqual([]);
    issuer.away = false;
    await http().get('/auth/me').set('Cookie', session).expect(200);
    expect(issuer.refreshes).toBe(1);
  });

  it('asks to wait, and signs nobody out, when the token has ended while the provider is away', async () => {
    issuer.lifetime = 0;
    const session = await signIn();
    issuer.away = true;
    const answer = await http().get('/auth/me').set('Cookie', session).expect(503);
    expect(answer.body.code).toBe('gateway.identity-down');
    expect(setCookies(answer)).toEqual([]);
    Object.assign(issuer, { away: false, lifetime: 600 });
    await http().get('/auth/me').set('Cookie', session).expect(200);
  });

  it('lets two tabs sign in side by side, in whichever order they finish', async () => {
    const [first, second] = [await http().get('/auth/login?returnTo=/a'), await http().get('/auth/login?returnTo=/b')];
    const cookies = [jar(first), jar(second)].join('; ');
    for (const [tab, place] of [
      [second, '/b'],
      [first, '/a'],
    ] as const) {
      const back = new URL((await fetch(tab.headers['location']!, { redirect: 'manual' })).headers.get('location')!);
      const answer = await http().get(`${back.pathname}${back.search}`).set('Cookie', cookies).expect(302);
      expect(answer.headers['location']).toBe(place);
      await http().get('/auth/me').set('Cookie', jar(answer)).expect(200);
    }
  });

  it('keeps few sign-ins that nobody finishes', async () => {
    let cookies = '';
    for (let i = 0; i < 8; i += 1) {
      const answer = await http().get('/auth/login').set('Cookie', cookies);
      const dropped = setCookies(answer)
        .filter((line) => line.includes('Max-Age=0'))
        .map((line) => line.split('=')[0]);
      const kept = cookies.split('; ').filter((cookie) => cookie !== '' && !dropped.includes(cookie.split('=')[0]));
      cookies = [...kept, jar(answer)].join('; ');
    }
    expect(cookies.split('; ')).toHaveLength(5);
  });

  it('is over for a copy of the cookie as well once one has signed out', async () => {
    const session = await signIn();
    await http().get('/auth/logout').set('Cookie', session).expect(302);
    await http().get('/auth/me').set('Cookie', session).expect(401);
    contracts.seen.length = 0;
    await http().post('/api/contracts').set('Cookie', session).set('Origin', ORIGIN).send({ a: 1 });
    expect(contracts.seen.map((seen) => seen.headers.authorization)).toEqual([undefined]);
  });

  it('is over at every gateway of the instance, and after it was started anew', async () => {
    const session = await signIn();
    const other = await startGateway(environment);
    const asks = (at: RunningGateway) => supertest(at.url).get('/auth/me').set('Cookie', session);
    await asks(other).expect(200);
    await http().get('/auth/logout').set('Cookie', session).expect(302);
    await asks(other).expect(401);
    await other.stop();
    const anew = await startGateway(environment);
    await asks(anew).expect(401);
    await anew.stop();
  });

  it("writes in nobody else's name than the page was drawn for", async () => {
    const session = await signIn();
    const write = (subject: string) =>
      http()
        .post('/api/contracts')
        .set('Cookie', session)
        .set('Origin', ORIGIN)
        .set('X-Acting-Subject', subject)
        .send({});
    expect((await write('bo').expect(409)).body.code).toBe('gateway.other-person');
    expect(contracts.seen).toEqual([]);
    await write('anna').expect(200);
  });

  it('signs out here and at the provider', async () => {
    const session = await signIn();
    const out = await http().get('/auth/logout').set('Cookie', session).expect(302);
    expect(out.headers['location']).toMatch(new RegExp(`^${issuer.issuer}/logout\\?.*id_token_hint=`));
    expect(setCookies(out).join()).toContain('Max-Age=0');
    for (const elsewhere of ['cross-site', 'same-site'])
      await http().get('/auth/logout').set('Cookie', session).set('Sec-Fetch-Site', elsewhere).expect(403);
  });
});

describe('the way to the services', () => {
  it('carries the session as bearer, the correlation id and the query, and no cookie', async () => {
    const answer = await http()
      .get('/api/contracts?limit=2')
      .set('Cookie', await signIn())
      .set('X-Correlation-Id', CORRELATION)
      .set('X-Forwarded-For', '6.6.6.6')
      .expect(200);
    expect(answer.headers).toMatchObject({ etag: '"1"', 'x-correlation-id': CORRELATION });
    expect(setCookies(answer)).toEqual([]);
    const [seen] = contracts.seen;
    expect(seen).toMatchObject({
      url: '/api/contracts?limit=2',
      headers: {
        authorization: expect.stringMatching(/^Bearer ey/),
        'x-correlation-id': CORRELATION,
        'x-forwarded-for': expect.stringContaining('127.0.0.1'),
      },
    });
    expect(seen!.headers.cookie).toBeUndefined();
  });

  it("passes an API client's own bearer on, and nothing for nobody", async () => {
    await http().post('/api/contracts').set('Authorization', 'Bearer abc.def.ghi').send({ a: 1 }).expect(200);
    await http().get('/api/contracts').expect(200);
    expect(contracts.seen.map((seen) => seen.headers.authorization)).toEqual(['Bearer abc.def.ghi', undefined]);
    expect(contracts.seen[0]!.body).toBe('{"a":1}');
  });

  it('refuses a write from another site and takes our own', async () => {
    const session = await signIn();
    const refused = await http()
      .post('/api/contracts')
      .set('Cookie', session)
      .set('Origin', 'https://evil.example')
      .send({})
      .expect(403);
    expect(refused.body.code).toBe('gateway.cross-site-write');
    await http().post('/api/contracts').set('Cookie', session).send({}).expect(403);
    expect(contracts.seen).toEqual([]);
    await http()
      .post('/api/contracts')
      .set('Cookie', session)
      .set('X-Requested-With', 'ringvirkning')
      .send({})
      .expect(200);
    await http().post('/api/contracts').set('Cookie', session).set('Origin', ORIGIN).send({}).expect(200);
  });

  it('tells in both languages that a service is down', async () => {
    const { body } = await http()
      .get('/api/outcomes/work-list')
      .expect(503)
      .expect('content-type', /problem\+json/);
    expect(body).toMatchObject({
      code: 'gateway.service-down',
      da: expect.stringContaining('outcomes'),
      en: expect.stringContaining('outcomes'),
      correlationId: expect.any(String),
    });
  });

  it('passes the errors of a service through', () =>
    http().get('/api/contracts/missing').expect(404).expect({ service: 'contracts' }));

  it('reaches nothing of a service outside its API', async () => {
    const raw = await new Promise<number>((resolve) =>
      httpRequest(gateway.url, { path: '/api/contracts/../../metrics' }, (answer) =>
        resolve(answer.resume().statusCode!),
      ).end(),
    );
    expect(raw).toBe(404);
    expect(contracts.seen).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST'])(
    'makes no second request of the body of a %s',
    async (method) => {
      const body = 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n';
      const headers = { connection: 'close, content-length', 'content-length': body.length };
      await new Promise((resolve) =>
        httpRequest(`${gateway.url}/api/contracts`, { method, headers }, (answer) =>
          answer.resume().on('end', resolve),
        ).end(body),
      );
      await http().get('/api/contracts/after').expect(200);
      expect(contracts.seen.map(({ url }) => url)).toEqual(['/api/contracts', '/api/contracts/after']);
    },
  );

  it('streams: the first part comes back before the last is sent', async () => {
    const parts: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const upload = httpRequest(
        `${gateway.url}/api/contracts/stream`,
        { method: 'POST', headers: { authorization: 'Bearer abc' } },
        (answer) => {
          answer.on('data', (part: Buffer) => {
            parts.push(part.toString());
            if (parts.length === 1) upload.end('last');
          });
          answer.on('end', resolve);
        },
      );
      upload.on('error', reject);
      upload.write('first');
    });
    expect(parts.join('|')).toBe('first|last');
  });
});

describe('one origin', () => {
  it('shows the state of all services, also of one that is down', async () => {
    await http().get('/api/operations').expect(401);
    const { body } = await http()
      .get('/api/operations')
      .set('Cookie', await signIn())
      .expect(200);
    expect(body.services.map((one: { service: string; status: string }) => [one.service, one.status])).toEqual([
      ['contracts', 'up'],
      ['outcomes', 'down'],
      ['payments', 'up'],
      ['benefits', 'down'],
      ['partnership', 'down'],
    ]);
  });

  it('shows operators what happened in the last hours, and nobody else', async () => {
    const history = (session: string, query = '') =>
      http().get(`/api/operations/history${query}`).set('Cookie', session);
    await http().get('/api/operations/history').expect(401);
    expect((await history(await signIn())).body).toMatchObject({ status: 403, code: 'auth.not-permitted' });
    issuer.roles = ['operator'];
    const session = await signIn();
    await history(session, '?hours=5').expect(422);
    const { body } = await history(session, '?hours=1').expect(200).expect('cache-control', 'no-store');
    expect(body.programs.map(({ program }: { program: string }) => program)).toEqual([
      ...['contracts', 'outcomes', 'payments', 'benefits', 'partnership', 'gateway'],
    ]);
    const [of, ours] = [body.programs[1], body.programs[5]].map(({ steps }) => steps.at(-1));
    // Nobody listens where outcomes should.
    expect([of.isUp, ours]).toEqual([false, null]);
  });

  it('has one API document and a page about it', async () => {
    const { body } = await http().get('/api/openapi.json').expect(200);
    expect(Object.keys(body.paths)).toEqual(['/api/contracts', '/api/payments']);
    expect(body['x-not-answering']).toEqual(['outcomes', 'benefits', 'partnership']);
    await http().get('/api/docs').expect(302).expect('location', '/api-docs');
  });

  it('serves the portal: assets for ever, pages by fallback, and no page for an unknown API address', async () => {
    await http()
      .get('/assets/app-1a2b.js')
      .expect(200)
      .expect('cache-control', /immutable/);
    for (const path of ['/', '/kontrakter/1', '/index.html'])
      await http()
        .get(path)
        .set('Accept', 'text/html')
        .expect(200, /<title>Ringvirkning/)
        .expect('cache-control', 'no-cache');
    await http()
      .get('/api/unknown')
      .set('Accept', 'text/html')
      .expect(404)
      .expect('content-type', /problem\+json/);
    await http().get('/assets/old.js').set('Accept', '*/*').expect(404);
  });

  it('hardens every answer', async () => {
    for (const path of ['/', '/api/contracts', '/auth/me']) {
      const { headers } = await http().get(path).set('Accept', 'text/html');
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('tells the portal what it must know before sign-in', () =>
    http().get('/api/portal-config').expect(200, { instance: 'aarhus', demo: true, maintenance: null }));

  it('says where weaknesses are told, as whoever runs it has said, and invents nothing', async () => {
    const at = '/.well-known/security.txt';
    await http().get(at).expect(404);
    const contacts = 'mailto:security@example.dk, https://example.dk/report';
    const other = await startGateway({ ...environment, SECURITY_CONTACT: contacts });
    try {
      const { text } = await supertest(other.url)
        .get(at)
        .expect(200)
        .expect('content-type', /^text\/plain/);
      expect(text).toMatch(/^Contact: mailto:security@example.dk\nContact: https:\/\/example.dk\/report\nExpires: /);
      const expires = Date.parse(/^Expires: (.*)$/m.exec(text)![1]!);
      expect(expires).toBeGreaterThan(Date.now() + 28 * 86_400_000);
      expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
      expect(text).toContain(`\nCanonical: ${ORIGIN}${at}\n`);
    } finally {
      await other.stop();
    }
    for (const wrong of ['security@example.dk', 'http://example.dk', 'mailto:a@b\nContact: mailto:c@d'])
      await expect(startGateway({ ...environment, SECURITY_CONTACT: wrong })).rejects.toThrow('SECURITY_CONTACT');
  });

  it('is alive and ready', async () => {
    for (const probe of ['live', 'ready', 'startup']) await http().get(`/health/${probe}`).expect(200);
  });

  it('tells the days that are left of its certificate, and nothing where it is not reached', async () => {
    const { key, cert } = certificate();
    const proxy = createServer({ key, cert });
    await new Promise<void>((resolve) => proxy.listen(0, resolve));
    const host = `localhost:${(proxy.address() as AddressInfo).port}`;
    const [reached, not] = await Promise.all(
      [`https://${host}`, 'https://localhost:1'].map((at) => startGateway({ ...environment, ORIGIN: at })),
    );
    const told = async (at: RunningGateway): Promise<readonly Sample[]> =>
      readMetrics(await (await fetch(at.metricsUrl!)).text()).filter(
        ({ name }) => name === 'ringvirkning_certificate_days',
      );
    try {
      expect(await told(reached!)).toEqual([
        { name: expect.any(String), labels: { address: host, service: 'gateway' }, value: expect.closeTo(365, 0) },
      ]);
      expect(await told(not!)).toEqual([]);
    } finally {
      await Promise.all([reached!.stop(), not!.stop()]);
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it('tells its metrics, and of the backup that was verified last, at an address of their own', async () => {
    const verified = join(environment['SIGN_OUT_FOLDER']!, 'verified.prom');
    const metrics = async () => (await fetch(gateway.metricsUrl!)).text();
    await http().get('/metrics').set('Accept', '*/*').expect(404);
    expect((await fetch(new URL('/other', gateway.metricsUrl))).status).toBe(404);
    expect(await metrics()).toMatch(/http_request_duration_seconds_count\{service="gateway",.*status="404"\} \d/);
    expect(await metrics()).not.toContain('\nringvirkning_backup_verified_seconds{');
    writeFileSync(verified, 'ringvirkning_backup_verified_seconds 1700000100\nringvirkning_backup_verified_ok 1\n');
    expect(await metrics()).not.toContain('\nringvirkning_backup_verified_seconds{');
    writeFileSync(verified, 'ringvirkning_backup_verified_cut_seconds 1700000000\n', { flag: 'a' });
    for (const [name, value] of [
      ['seconds', 1_700_000_100],
      ['cut_seconds', 1_700_000_000],
      ['ok', 1],
    ])
      expect(await metrics()).toContain(`\nringvirkning_backup_verified_${name}{service="gateway"} ${value}\n`);
  });
});

describe('a page on its way to paper', () => {
  const sheet = { language: 'da', title: 'Kørsel 3', about: [], parts: [{ kind: 'text', text: 'Ærø' }] };
  const print = (cookie: string | undefined, body: object) => {
    const asked = supertest(gateway.url).post('/api/sheets').set('x-requested-with', 'ringvirkning');
    return (cookie === undefined ? asked : asked.set('Cookie', cookie)).send(body);
  };

  it('is set as PDF for whoever is signed in, and kept nowhere', async () => {
    const answer = await print(await signIn(), sheet).responseType('blob');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect((answer.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });
  it('may hold figures of any shape: it is kept nowhere', async () => {
    const text = '0101901234';
    const parts = [
      { kind: 'heading', level: 1, text },
      { kind: 'text', text },
      { kind: 'facts', items: [[text, text]] },
      { kind: 'table', caption: text, columns: [{ title: text, figures: true }], rows: [[text]], foot: 0 },
      {
        kind: 'picture',
        alt: text,
        svg: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M${text} 1"/></svg>`,
      },
    ];
    const answer = await print(await signIn(), { language: 'da', title: text, about: [[text, text]], parts });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  });
  it('is refused to others, also with a token that nobody has checked', async () => {
    expect((await print(undefined, sheet)).status).toBe(401);
    const forged = await supertest(gateway.url).post('/api/sheets').set('authorization', 'Bearer x.y.z').send(sheet);
    expect(forged.status).toBe(401);
  });
  it('is refused when it is no sheet, with the field named', async () => {
    const answer = await print(await signIn(), { ...sheet, language: 'xx' });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('language');
  });
  it('is refused when another site sends it', async () => {
    const answer = await supertest(gateway.url)
      .post('/api/sheets')
      .set('Origin', 'http://evil.example')
      .set('Cookie', await signIn())
      .send(sheet);
    expect(answer.status).toBe(403);
  });
});
