import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, SignJWT, type JWTPayload } from 'jose';
import { TokenVerifier } from './token-verifier.js';

const [issuer, audience] = ['https://issuer.example', 'ringvirkning'];
/** Pairs of keys, each with the algorithms that it serves. */
const PAIRS = [
  [['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'], generateKeyPairSync('rsa', { modulusLength: 2048 })],
  [['ES256'], generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  [['ES384'], generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  [['ES512'], generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  [['EdDSA', 'Ed25519'], generateKeyPairSync('ed25519')],
] as const;
const ALGORITHMS = PAIRS.flatMap(([algorithms]) => [...algorithms]);
const keys = new Map<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>(
  PAIRS.flatMap(([algorithms, pair]) => algorithms.map((alg) => [alg, pair] as const)),
);
type Answer = { readonly status?: number; readonly body: string };
let server: Server;
let jwks: string;
/** What the provider answers by path; asked for anything else it does not know it. */
let answers: Record<string, Answer>;
let asked: string[];
let url: string;
let verifier: TokenVerifier;

beforeAll(async () => {
  const published = await Promise.all(
    [...keys].map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), alg, kid: alg })),
  );
  jwks = JSON.stringify({ keys: published });
  server = createServer((request, response) => {
    asked.push(request.url!);
    const { status = 200, body } = answers[request.url!] ?? { status: 404, body: '' };
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answers = { '/keys': { body: jwks } };
  asked = [];
  verifier = new TokenVerifier({ issuer, audience, home: 'aarhus', jwksUrl: `${url}/keys` });
});
afterEach(() => void jest.useRealTimers());
afterAll(() => void server.close());

const at = (ms: number): void =>
  void jest.useFakeTimers({
    now: ms,
    doNotFake: [
      'nextTick',
      'setImmediate',
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'queueMicrotask',
      'performance',
    ],
  });
const nowS = (): number => Math.floor(Date.now() / 1_000);
const rv = { roles: ['verifier'], organisation: 'verifier-org' };
const signed = (claims: JWTPayload, alg = 'ES256'): Promise<string> =>
  new SignJWT({ iss: issuer, aud: audience, sub: 'hans', exp: nowS() + 300, rv, ...claims })
    .setProtectedHeader({ alg, kid: alg })
    .sign(keys.get(alg)!.privateKey);
const token = (subject: string, lifetimeS: number): Promise<string> =>
  signed({ sub: subject, exp: nowS() + lifetimeS });
const refused = { name: 'AuthenticationError', code: 'auth.token-not-accepted', cause: expect.any(Error) };

describe('the address in a token', () => {
  it.each([
    [{ email: 'hans@verifier.example' }, 'hans@verifier.example'],
    [{ email: 'hans@verifier.example', email_verified: true }, 'hans@verifier.example'],
    [{ email: 'hans@verifier.example', email_verified: false }, undefined],
    [{ email: 'not an address' }, undefined],
    [{ email: 7, email_verified: 'yes' }, undefined],
    [{}, undefined],
  ])('%j is %s, and keeps nobody out', async (claims, email) =>
    expect((await verifier.verify(await signed(claims))).email).toBe(email),
  );
});

describe('a token', () => {
  it('is accepted again and again while it is valid, and says whose it is', async () => {
    const mine = await token('hans', 300);
    for (let n = 0; n < 3; n += 1)
      expect(await verifier.verify(mine)).toMatchObject({ subject: 'hans', organisation: 'verifier-org' });
    expect(await verifier.verify(await token('inge', 300))).toMatchObject({ subject: 'inge' });
  });
  it('is refused once it has expired, however often it was accepted', async () => {
    const start = Date.now();
    const short = await token('hans', 10);
    await verifier.verify(short);
    await verifier.verify(short);
    at(start + 45_000);
    await expect(verifier.verify(short)).rejects.toMatchObject(refused);
  });
  it('with another signature is refused, also after the true one was accepted', async () => {
    const mine = await token('hans', 300);
    await verifier.verify(mine);
    await expect(
      verifier.verify(`${mine.slice(0, mine.lastIndexOf('.'))}.${(await token('hans', 301)).split('.')[2]}`),
    ).rejects.toMatchObject(refused);
  });
  it.each(ALGORITHMS)('may be signed by a key pair: %s', async (alg) =>
    expect(await verifier.verify(await signed({}, alg))).toMatchObject({ subject: 'hans' }),
  );
  it('is refused when a shared secret signs it, which whoever checks could sign with too', async () => {
    const secret = Buffer.from(jwks);
    const forged = await new SignJWT({ iss: issuer, aud: audience, sub: 'hans', exp: nowS() + 300, rv })
      .setProtectedHeader({ alg: 'HS256', kid: 'ES256' })
      .sign(secret);
    await expect(verifier.verify(forged)).rejects.toMatchObject(refused);
  });
  it.each<[string, JWTPayload]>([
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another audience', { aud: 'other' }],
    ['without an end', { exp: undefined as never }],
    ['without a subject', { sub: undefined as never }],
    ['with an empty subject', { sub: '' }],
    ['that begins tomorrow', { nbf: nowS() + 86_400 }],
    ['without what it says about roles', { rv: undefined }],
    ['of an organisation that is everything', { rv: { ...rv, organisation: '*' } }],
    ['of an organisation with more behind its id', { rv: { ...rv, organisation: 'aarhus:x' } }],
    ['of an organisation with more before its id', { rv: { ...rv, organisation: '*aarhus' } }],
  ])('%s is refused', async (_what, claims) =>
    expect(verifier.verify(await signed(claims))).rejects.toMatchObject(refused),
  );
  it('says whose it is: name, organisation, departments, and the roles that are known', async () => {
    expect(await verifier.verify(await signed({ name: 'Hans Hansen' }))).toEqual({
      subject: 'hans',
      name: 'Hans Hansen',
      roles: ['verifier'],
      memberOf: 'verifier-org',
      organisation: 'verifier-org',
      departments: [],
    });
    const more = { roles: ['controller', 'wizard'], organisation: 'aarhus', departments: ['social'] };
    expect(await verifier.verify(await signed({ rv: more }))).toEqual({
      subject: 'hans',
      name: 'hans',
      roles: ['controller'],
      memberOf: 'aarhus',
      organisation: '*',
      departments: ['social'],
    });
  });
});

describe('a token that was accepted', () => {
  it('is not looked at again for half a minute', async () => {
    const start = Date.now();
    const mine = await token('hans', 300);
    const hans = await verifier.verify(mine);
    expect(await verifier.verify(mine)).toBe(hans);
    at(start + 29_000);
    expect(await verifier.verify(mine)).toBe(hans);
    at(start + 31_000);
    expect(await verifier.verify(mine)).not.toBe(hans);
  });
  it('is not remembered longer than it is valid', async () => {
    const start = Date.now();
    const short = await token('hans', 10);
    const hans = await verifier.verify(short);
    at(start + 8_000);
    expect(await verifier.verify(short)).toBe(hans);
    at(start + 11_000);
    expect(await verifier.verify(short)).not.toBe(hans);
  });
  it('is forgotten when a thousand others came after it, and counts as new when it is looked at again', async () => {
    const start = Date.now();
    at(start);
    const tokens = await Promise.all(Array.from({ length: 1_002 }, (_, n) => signed({ sub: `s${n}` }, 'EdDSA')));
    const [first, second, ...others] = tokens as [string, string, ...string[]];
    await verifier.verify(first);
    const kept = await verifier.verify(second);
    at(start + 31_000);
    const again = await verifier.verify(first);
    for (const other of others.slice(0, 998)) await verifier.verify(other);
    expect(await verifier.verify(first)).toBe(again);
    await verifier.verify(others[998]!);
    expect(await verifier.verify(first)).toBe(again);
    expect(await verifier.verify(second)).not.toBe(kept);
    await verifier.verify(others[999]!);
    expect(await verifier.verify(first)).not.toBe(again);
  });
});

describe('the keys', () => {
  const discovered = (about: object = {}) => ({
    body: JSON.stringify({ issuer: url, jwks_uri: `${url}/keys`, ...about }),
  });
  const mine = (): Promise<string> => signed({ iss: url });
  const unavailable = {
    json: {
      code: 'auth.identity-provider-unavailable',
      kind: 'unavailable',
      detail: { da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) },
    },
  };
  const WHERE = '/.well-known/openid-configuration';

  it('are found by the discovery document of the issuer, once', async () => {
    answers[WHERE] = discovered();
    const discovering = new TokenVerifier({ issuer: url, audience, home: 'aarhus' });
    for (let n = 0; n < 2; n += 1) expect(await discovering.verify(await mine())).toMatchObject({ subject: 'hans' });
    expect(asked).toEqual([WHERE, '/keys']);
  });
  it('of an issuer whose name ends in a slash are found below it', async () => {
    answers[`/realms/a${WHERE}`] = discovered({ issuer: `${url}/realms/a/` });
    const discovering = new TokenVerifier({ issuer: `${url}/realms/a/`, audience, home: 'aarhus' });
    expect(await discovering.verify(await signed({ iss: `${url}/realms/a/` }))).toMatchObject({ subject: 'hans' });
  });
  it.each<[string, Answer]>([
    ['of another issuer', { body: JSON.stringify({ issuer: 'https://other.example', jwks_uri: 'https://x.example' }) }],
    ['without the address of the keys', { body: JSON.stringify({ issuer: 'URL' }) }],
    ['that is no document', { body: '<html>' }],
    ['that is away', { status: 503, body: '' }],
  ])('are not taken from a discovery document %s; that is tried again', async (_what, answer) => {
    answers[WHERE] = { ...answer, body: answer.body.replace('URL', url) };
    const discovering = new TokenVerifier({ issuer: url, audience, home: 'aarhus' });
    await expect(discovering.verify(await mine())).rejects.toMatchObject(unavailable);
    answers[WHERE] = discovered();
    expect(await discovering.verify(await mine())).toMatchObject({ subject: 'hans' });
  });
  it.each<[string, Answer]>([
    ['that are away', { status: 503, body: '' }],
    ['that are no JSON', { body: '<html>' }],
    ['that are no key set', { body: '{}' }],
  ])('%s are the fault of the provider, not of the token', async (_what, answer) => {
    answers['/keys'] = answer;
    await expect(verifier.verify(await token('hans', 300))).rejects.toMatchObject(unavailable);
  });
  it('that nobody answers for are the fault of the provider', async () => {
    const nowhere = new TokenVerifier({ issuer, audience, home: 'aarhus', jwksUrl: 'http://127.0.0.1:9/keys' });
    await expect(nowhere.verify(await token('hans', 300))).rejects.toMatchObject(unavailable);
  });
  it('that are unknown are the fault of the token', async () => {
    answers['/keys'] = { body: JSON.stringify({ keys: [] }) };
    await expect(verifier.verify(await token('hans', 300))).rejects.toMatchObject(refused);
  });
});
