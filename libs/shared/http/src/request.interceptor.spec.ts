import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requestContext, type Idempotency } from '@ringvirkning/persistence';
import { defer, lastValueFrom, of } from 'rxjs';
import { RequestInterceptor } from './request.interceptor.js';

const KEY = '0193b4a0-0000-7000-8000-000000000001';
const BODY = '{"cpr":"010190-1234"}';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the database is given of a request's idempotency. */
async function givenOn(request: {
  key?: string;
  body?: string;
  method?: string;
  originalUrl?: string;
}): Promise<Idempotency | undefined> {
  const { key = KEY, body = BODY, method = 'POST', originalUrl = '/api/outcomes/notes' } = request;
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length), 'idempotency-key': key };
  const message = Object.assign(Readable.from([Buffer.from(body)]), { headers, method, originalUrl });
  const http = {
    getType: () => 'http',
    getHandler: () => givenOn,
    getClass: () => Object,
    switchToHttp: () => ({ getRequest: () => message, getResponse: () => ({ setHeader: () => undefined }) }),
  };
  const answer = new RequestInterceptor(new Reflector()).intercept(http as unknown as ExecutionContext, {
    handle: () => defer(() => of(requestContext.get().idempotency)),
  });
  return (await lastValueFrom(await answer)) as Idempotency | undefined;
}

describe('what the database is given of an Idempotency-Key and its request', () => {
  it('is neither the key nor anything of the body nor a digest that could be tried out', async () => {
    const given = await givenOn({});
    expect(given).toEqual({ key: sha256(KEY), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const guessable = [BODY, `POST /api/outcomes/notes\n${BODY}`, `POST /api/outcomes/notes\n`].map(sha256);
    expect(guessable).not.toContain(given?.hash);
    expect(JSON.stringify(given)).not.toMatch(new RegExp(`${KEY}|010190`));
  });
  it('is the same for the same request under the same key', async () =>
    expect(await givenOn({})).toEqual(await givenOn({})));
  it.each([
    { body: '{"cpr":"010190-1235"}' },
    { method: 'PUT' },
    { originalUrl: '/api/outcomes/others' },
    { key: 'another' },
  ])('tells another request apart: %j', async (other) =>
    expect((await givenOn(other))?.hash).not.toBe((await givenOn({}))?.hash),
  );
  it.each(['0101904321', '010190-4321', 'enrol:01.01.90-4321', '01/01/90.4321', 'person_010190-4321_1', '101904321'])(
    'is refused when the key is %j: who it is about could be found by trying',
    async (key) => expect(givenOn({ key })).rejects.toMatchObject({ code: 'http.cpr-in-idempotency-key' }),
  );
  it('is nothing for a reading request', async () => expect(await givenOn({ method: 'GET' })).toBeUndefined());
});

describe('an address', () => {
  it.each([
    '/api/outcomes/notes/010190-4321',
    '/api/outcomes/notes?about=01.01.90%204321',
    '/api/outcomes/notes/%EF%BC%90%EF%BC%91%EF%BC%90%EF%BC%91%EF%BC%99%EF%BC%90-4321',
    '/api/outcomes/notes/010190-4321/%zz',
  ])('that holds a personal number is refused: %s', async (originalUrl) =>
    expect(givenOn({ originalUrl })).rejects.toMatchObject({ status: 400, code: 'http.cpr-in-address' }),
  );
  it('may hold ids and days', async () =>
    expect(
      await givenOn({
        originalUrl: '/api/outcomes/01900000-0101-7000-8000-010190432100/2026-01-01/2026-12-31',
      }),
    ).toBeDefined());
});
