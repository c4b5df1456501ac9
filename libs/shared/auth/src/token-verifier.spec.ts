import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { TokenVerifier } from './token-verifier.js';

const [issuer, audience] = ['https://issuer.example', 'ringvirkning'];
let server: Server;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let verifier: TokenVerifier;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256', kid: 'k' }] });
  server = createServer((_request, response) =>
    response.setHeader('Content-Type', 'application/json').end(jwks),
  ).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  verifier = new TokenVerifier({
    issuer,
    audience,
    home: 'aarhus',
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
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
const token = (subject: string, lifetimeS: number): Promise<string> =>
  new SignJWT({ rv: { roles: ['verifier'], organisation: 'verifier-org' } })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + lifetimeS)
    .sign(keys.privateKey);

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
    await expect(verifier.verify(short)).rejects.toMatchObject({ code: 'auth.token-not-accepted' });
  });
  it('with another signature is refused, also after the true one was accepted', async () => {
    const mine = await token('hans', 300);
    await verifier.verify(mine);
    await expect(
      verifier.verify(`${mine.slice(0, mine.lastIndexOf('.'))}.${(await token('hans', 301)).split('.')[2]}`),
    ).rejects.toMatchObject({ code: 'auth.token-not-accepted' });
  });
});
