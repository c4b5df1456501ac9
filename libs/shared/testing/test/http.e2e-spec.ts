import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProblemSchema } from '@ringvirkning/http';
import { startTestService, type TestService } from '../src/index.js';
import { sampleService } from './sample-service.js';

const now = '2026-03-01T09:00:00.000Z';
const UUID = /^[0-9a-f-]{36}$/;
let service: TestService;
beforeAll(async () => {
  service = await startTestService(sampleService, {
    env: { GREETING: 'goddag', LOG_LEVEL: 'silent' },
    clock: { now: () => now as never },
  });
});
afterAll(() => service?.stop());

const client = () => service.request('case-worker');
const notes = '/api/outcomes/notes';

describe('problem details', () => {
  it.each([
    ['rule', 422, 'notes.closed'],
    ['invalid', 400, 'notes.odd'],
    ['invalid-with-errors', 422, 'notes.odd'],
    ['not-found', 404, 'notes.unknown'],
    ['conflict', 409, 'notes.changed'],
    ['forbidden', 403, 'notes.not-yours'],
    ['unavailable', 503, 'notes.away'],
    ['database', 503, 'http.unavailable'],
    ['unknown', 500, 'http.internal-error'],
    ['not-an-error', 500, 'http.internal-error'],
  ])('answer %s with %i', async (how, status, code) => {
    const response = await (await client()).get(`${notes}/fails/${how}`);
    const problem = ProblemSchema.parse(JSON.parse(response.text));
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect([response.status, problem.status, problem.code, problem.type]).toEqual([
      status,
      status,
      code,
      `https://ringvirkning.dk/problems/${code}`,
    ]);
    expect(problem.whatToDo.da && problem.whatToDo.en && problem.da && problem.en).toBeTruthy();
    expect(problem.correlationId).toBe(response.headers['x-correlation-id']);
    expect(response.text).not.toMatch(/secret|10\.0\.0\.5|stack/);
  });
  it('carry parameters and the list of errors', async () => {
    expect((await (await client()).get(`${notes}/fails/rule`)).body.params).toEqual({ limit: 3 });
    expect((await (await client()).get(`${notes}/fails/invalid-with-errors`)).body.errors).toEqual([
      { code: 'notes.line', da: 'Linjen.', en: 'The line.', line: 3, column: 1 },
    ]);
  });
  it('answer an unknown address', async () => {
    const response = await (await client()).get('/api/outcomes/nowhere');
    expect([response.status, response.body.code]).toEqual([404, 'http.not-found']);
    expect(response.body.correlationId).toMatch(UUID);
  });
  it('answer an address that cannot be decoded', async () =>
    expect((await (await client()).get(`${notes}/%E0%A4%A`)).status).toBe(400));
});

describe('validation', () => {
  it('tells all faults of a body, in both languages', async () => {
    const response = await (await client()).post(notes).send({ text: 'x', on: '2026-02-30' });
    expect([response.status, response.body.code]).toEqual([422, 'http.validation-failed']);
    expect(response.body.errors).toEqual([
      {
        path: 'text',
        code: 'http.too-small',
        da: expect.stringContaining('For lille'),
        en: expect.stringContaining('Too small'),
      },
      { path: 'on', code: 'http.custom', da: 'ikke en dato (ÅÅÅÅ-MM-DD)', en: 'not a date (YYYY-MM-DD)' },
    ]);
  });
  it('says in Danish what was received', async () => {
    const { body } = await (await client()).post(notes).send({ text: 7, on: '2026-01-01' });
    expect(body.errors[0].da).toBe('Ugyldigt input: forventede streng, fik tal');
  });
  it('checks path and query', async () => {
    expect((await (await client()).get(`${notes}/not-a-uuid`)).status).toBe(422);
    expect((await (await client()).get(`${notes}?limit=0`)).status).toBe(422);
    expect((await (await client()).get(notes)).body).toEqual({ limit: 50 });
  });
  it.each(['?limit=5&budgetYear=2025', '?limit=5&limit=6', '/open?limit=5'])(
    'refuses words of a query that the route does not name, or that come twice: %s',
    async (query) => expect((await (await client()).get(`${notes}${query}`)).body.code).toBe('http.validation-failed'),
  );
  it('does without a body', async () => expect((await (await client()).post(notes)).status).toBe(422));
});

describe('bodies', () => {
  const post = async (path: string, type: string, body: string | Buffer) =>
    (await client())
      .post(notes + path)
      .set('Content-Type', type)
      .send(body as string);
  it('refuses malformed JSON', async () =>
    expect((await post('', 'application/json', '{"text":')).body).toMatchObject({
      status: 400,
      code: 'http.malformed-body',
    }));
  it('refuses another media type', async () =>
    expect((await post('', 'application/xml', '<a/>')).body).toMatchObject({
      status: 415,
      whatToDo: { en: expect.stringContaining('application/json') },
    }));
  it('refuses another charset', async () =>
    expect((await post('', 'application/json; charset=utf-16', '{}')).status).toBe(415));
  it('refuses text that is not UTF-8', async () =>
    expect((await post('/document', 'application/yaml', Buffer.from([0xe6, 0xf8]))).status).toBe(415));
  it('refuses compression', async () =>
    expect((await (await client()).post(notes).set('Content-Encoding', 'gzip').send({ a: 1 })).status).toBe(415));
  it.each([
    ['a million lists within each other', '['.repeat(1_000_000), 'http.body-too-deep'],
    ['half a million, all closed', '['.repeat(500_000) + ']'.repeat(500_000), 'http.body-too-deep'],
    ['objects within each other', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 'http.body-too-deep'],
    ['more values than anybody means', `[${'1,'.repeat(500_000)}1]`, 'http.body-too-many-parts'],
    ['more members than anybody means', `{${'"":1,'.repeat(150_000)}"":1}`, 'http.body-too-many-parts'],
  ])('refuses %s, and lives on', async (_what, body, code) => {
    expect((await post('', 'application/json', body)).body).toMatchObject({ status: 413, code });
    expect((await (await client()).get(`${notes}/open`)).status).toBe(200);
  });
  it('takes brackets in a text for text', async () =>
    expect(
      (await post('', 'application/json', JSON.stringify({ text: '[{"'.repeat(50_000), on: '2026-01-01' }))).status,
    ).toBe(201));
  it('refuses more than 1 MB', async () =>
    expect((await post('', 'application/json', JSON.stringify({ text: 'x'.repeat(1_048_576) }))).body).toMatchObject({
      status: 413,
      code: 'http.body-too-large',
    }));
  it('refuses more than 1 MB without a declared length', async () => {
    const chunk = 'x'.repeat(65_536);
    const body = new ReadableStream({
      start: (controller) => {
        for (let i = 0; i < 20; i += 1) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
    const headers = {
      Authorization: `Bearer ${await service.identity.token({ roles: ['case-worker'] })}`,
      'Content-Type': 'application/json',
    };
    expect(
      (await fetch(service.url + notes, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)).status,
    ).toBe(413);
  });
  it('gives a document as it was sent', async () =>
    expect((await post('/document', 'application/yaml', 'a:  æ\n')).body).toEqual({ text: 'a:  æ\n' }));
  it('leaves a stream of any length to the route', async () => {
    const response = await post('/rows', 'text/csv', 'x'.repeat(3_000_000));
    expect(response.body).toEqual({ bytes: 3_000_000, subject: 'case-worker@aarhus' });
  });
  it('does not read a body before the caller is known', async () =>
    expect(
      (await (await service.request()).post(notes).set('Content-Type', 'application/json').send('{broken')).status,
    ).toBe(401));
  it('outlives a caller that hangs up in the middle of a body', async () => {
    const token = await service.identity.token({ roles: ['case-worker'] });
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    await new Promise<void>((resolve) =>
      socket.write(
        `POST ${notes} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
        () => resolve(),
      ),
    );
    socket.destroy();
    expect((await (await client()).get(`${notes}/open`)).status).toBe(200);
  });
});

describe('correlation', () => {
  const ask = async (id: string) =>
    (await (await client()).get(`${notes}/open`).set('X-Correlation-Id', id)).headers['x-correlation-id'];
  it("keeps a caller's UUID", async () =>
    expect(await ask('0193b4a0-0000-7000-8000-000000000001')).toBe('0193b4a0-0000-7000-8000-000000000001'));
  it.each(['x', "';drop", '0'.repeat(4000)])('replaces anything else', async (id) =>
    expect(await ask(id)).toMatch(UUID),
  );
});

describe('the service', () => {
  it('injects clock and configuration', async () =>
    expect((await (await client()).get(`${notes}/open`)).body).toMatchObject({ now, greeting: 'goddag' }));
  it('is alive and ready', async () => {
    for (const probe of ['live', 'ready', 'startup'])
      expect((await (await service.request()).get(`/health/${probe}`)).body.status).toBe('ok');
  });
  it('measures requests by route, not by path', async () => {
    await (await client()).get(`${notes}/0193b4a0-0000-7000-8000-000000000001`);
    const { text } = await (await service.request()).get('/metrics');
    expect(text).toMatch(
      /http_request_duration_seconds_count\{[^}]*route="\/api\/outcomes\/notes\/:id",status="200"[^}]*\} 1/,
    );
  });
  it('lets nobody keep copies of its answers', async () =>
    expect((await (await client()).get(`${notes}/me`)).headers['cache-control']).toBe('no-store'));
  it('does not say what it is made of', async () =>
    expect((await (await client()).get(`${notes}/open`)).headers).not.toHaveProperty('x-powered-by'));
});

describe('the OpenAPI document', () => {
  it('is public and describes routes by their schemas', async () => {
    const { body } = await (await service.request()).get('/api/outcomes/openapi.json');
    const { get, post } = body.paths[notes];
    expect(post.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Note' });
    expect(post.responses['201'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Note' });
    expect(post.responses.default.content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    expect(post.security).toEqual([{ oidc: [] }]);
    expect(post['x-permission']).toBe('outcomes.record');
    expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual(['Idempotency-Key']);
    expect(get.parameters.map(({ name }: { name: string }) => name).sort()).toEqual(['after', 'limit']);
    expect(body.components.schemas.Note.properties).toMatchObject({
      text: { type: 'string', minLength: 3 },
      on: { type: 'string', format: 'date' },
    });
    expect(body.components.schemas.Problem.required).toContain('whatToDo');
    expect(body.paths[`${notes}/open`].get.security).toEqual([]);
    expect(Object.keys(body.paths[`${notes}/rows`].post.requestBody.content)).toEqual(['text/csv']);
    expect(Object.keys(body.paths)).not.toContain('/metrics');
  });
});
