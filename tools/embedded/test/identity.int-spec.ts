import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TokenVerifier } from '@ringvirkning/auth';
import { eventually } from '@ringvirkning/testing';
import * as oidc from 'openid-client';
import { demoPeople, startIdentity, type IdentityClient, type RunningIdentity } from '@ringvirkning/embedded';

const origin = 'http://127.0.0.1:9';
const clients: readonly IdentityClient[] = [
  {
    id: 'gateway',
    secret: () => 'gateway-secret',
    kind: 'sign-in',
    redirectUris: [`${origin}/auth/callback`],
    postLogoutRedirectUris: [`${origin}/`],
  },
  { id: 'seed', secret: () => 'seed-secret', kind: 'acts-for-people' },
];
const folder = mkdtempSync(join(tmpdir(), 'identity-'));
let identity: RunningIdentity;

beforeAll(async () => {
  identity = await startIdentity({ dataDir: folder, people: demoPeople, clients });
});
afterAll(async () => {
  await identity.stop();
  rmSync(folder, { recursive: true });
});

const verifier = () => new TokenVerifier({ issuer: identity.issuer, audience: 'ringvirkning', home: 'aarhus' });
const client = (id: string, secret: string) =>
  oidc.discovery(new URL(identity.issuer), id, undefined, oidc.ClientSecretBasic(secret), {
    execute: [oidc.allowInsecureRequests],
  });

/** A browser in small: follows redirects with cookies until it leaves the provider. */
function browser(provider = identity) {
  const cookies = new Map<string, string>();
  return async (
    url: string | URL,
    form?: Record<string, string>,
  ): Promise<{ status: number; text: string; leftTo: URL | undefined; at: string }> => {
    let [target, body] = [new URL(url), form && new URLSearchParams(form)];
    for (;;) {
      const response = await fetch(target, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        ...(body ? { method: 'POST', body } : {}),
      });
      for (const line of response.headers.getSetCookie())
        cookies.set(...(line.split(';')[0]!.split(/=(.*)/s, 2) as [string, string]));
      const location = response.headers.get('location');
      if (!location)
        return { status: response.status, text: await response.text(), leftTo: undefined, at: target.href };
      [target, body] = [new URL(location, target), undefined];
      if (target.origin !== new URL(provider.issuer).origin)
        return { status: response.status, text: '', leftTo: target, at: target.href };
    }
  };
}

async function authorizationUrl(configuration: oidc.Configuration, codeVerifier: string): Promise<URL> {
  return oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${origin}/auth/callback`,
    scope: 'openid profile',
    state: 'state',
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
}

describe('the embedded identity provider', () => {
  it('signs a demo person in with code and PKCE, renews, and signs out', async () => {
    const gateway = await client('gateway', 'gateway-secret');
    const codeVerifier = oidc.randomPKCECodeVerifier();
    const visit = browser();
    const login = await visit(await authorizationUrl(gateway, codeVerifier));
    expect(login.text).toContain('personer er opdigtede');
    const back = await visit(login.at, { username: 'verifier', password: identity.password });
    const tokens = await oidc.authorizationCodeGrant(gateway, back.leftTo!, {
      pkceCodeVerifier: codeVerifier,
      expectedState: 'state',
    });
    expect(await verifier().verify(tokens.access_token)).toMatchObject({
      subject: 'verifier',
      name: 'Hans Hansen',
      roles: ['verifier'],
      organisation: 'verifier-org',
    });
    const renewed = await oidc.refreshTokenGrant(gateway, tokens.refresh_token!);
    expect((await verifier().verify(renewed.access_token)).subject).toBe('verifier');
    const logout = await visit(
      oidc.buildEndSessionUrl(gateway, { post_logout_redirect_uri: `${origin}/`, id_token_hint: tokens.id_token! }),
    );
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(logout.text)![1]!;
    expect((await visit(new URL('/session/end/confirm', identity.issuer), { xsrf, logout: 'yes' })).leftTo?.href).toBe(
      `${origin}/`,
    );
    expect((await visit(await authorizationUrl(gateway, codeVerifier))).text).toContain('personer er opdigtede');
  });

  it('lets nobody in without the password, also not by a click, unless it was asked for', async () => {
    const visit = browser();
    const gateway = await client('gateway', 'gateway-secret');
    const login = await visit(await authorizationUrl(gateway, oidc.randomPKCECodeVerifier()));
    expect(login.text).not.toContain('name="person"');
    expect((await visit(login.at, { person: 'operator' })).status).toBe(401);
  });

  it('refuses a wrong password and says so', async () => {
    const visit = browser();
    const login = await visit(
      await authorizationUrl(await client('gateway', 'gateway-secret'), oidc.randomPKCECodeVerifier()),
    );
    const refused = await visit(login.at, { username: '<b>"operator', password: 'guess' });
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('role="alert"');
    expect(refused.text).not.toContain('<b>');
  });

  it('slows guessing down, for names that exist and names that do not alike, also with the right password', async () => {
    const visit = browser();
    const { at } = await visit(
      await authorizationUrl(await client('gateway', 'gateway-secret'), oidc.randomPKCECodeVerifier()),
    );
    const answers = [];
    for (const username of ['controller', 'nobody'])
      for (let guess = 0; guess <= 10; guess++)
        answers.push((await visit(at, { username, password: guess === 10 ? identity.password : 'guess' })).status);
    const oneName = [...Array.from({ length: 10 }, () => 401), 429];
    expect(answers).toEqual([...oneName, ...oneName]);
    expect((await visit(at, { username: 'operator', password: identity.password })).leftTo?.pathname).toBe(
      '/auth/callback',
    );
  });

  it('refuses a sign-in that another browser started', async () => {
    const login = await browser()(
      await authorizationUrl(await client('gateway', 'gateway-secret'), oidc.randomPKCECodeVerifier()),
    );
    expect((await browser()(login.at, { username: 'operator', password: identity.password })).status).toBe(400);
  });

  it('gives the seed tokens of the person it names', async () => {
    const seed = await client('seed', 'seed-secret');
    const tokens = await oidc.clientCredentialsGrant(seed, { scope: 'user:case-worker' });
    expect(await verifier().verify(tokens.access_token)).toMatchObject({
      subject: 'case-worker',
      name: 'Anna Andersen',
      roles: ['case-worker'],
      organisation: '*',
    });
  });

  it.each(['', 'user:nobody', 'user:operator user:controller'])(
    'gives the seed no person for the scope "%s"',
    async (scope) => {
      const seed = await client('seed', 'seed-secret');
      const tokens = oidc
        .clientCredentialsGrant(seed, scope ? { scope } : {})
        .then(({ access_token }) => verifier().verify(access_token));
      await expect(tokens).rejects.toThrow();
    },
  );

  it.each([
    ['gateway', 'gateway-secret'],
    ['seed', 'wrong'],
  ])('gives %s no such token', async (id, secret) => {
    await expect(oidc.clientCredentialsGrant(await client(id, secret), { scope: 'user:operator' })).rejects.toThrow();
  });

  it('keeps keys and password between starts, readable by the owner alone', async () => {
    const token = (await oidc.clientCredentialsGrant(await client('seed', 'seed-secret'), { scope: 'user:operator' }))
      .access_token;
    const { password, issuer } = identity;
    await identity.stop();
    identity = await startIdentity({
      dataDir: folder,
      people: demoPeople,
      clients,
      port: Number(new URL(issuer).port),
    });
    expect(identity.password).toBe(password);
    // The first request may still meet a connection of the stopped provider.
    expect(await eventually(async () => (await verifier().verify(token)).subject)).toBe('operator');
    for (const file of ['signing-keys.json', 'cookie.key', 'demo.password'])
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });
});

describe('an identity provider of a demo', () => {
  it('lets choose one of its people, and nobody else, with role and organisation in words', async () => {
    const demoFolder = mkdtempSync(join(tmpdir(), 'identity-'));
    const demo = await startIdentity({ dataDir: demoFolder, people: demoPeople, clients, oneClick: true });
    try {
      const gateway = await oidc.discovery(
        new URL(demo.issuer),
        'gateway',
        undefined,
        oidc.ClientSecretBasic('gateway-secret'),
        { execute: [oidc.allowInsecureRequests] },
      );
      const visit = browser(demo);
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const login = await visit(await authorizationUrl(gateway, codeVerifier));
      expect(login.text).toContain('Anna Andersen');
      expect(login.text).toContain('Aarhus Kommune');
      expect((await visit(login.at, { person: 'nobody' })).status).toBe(401);
      const back = await visit(login.at, { person: 'case-worker' });
      const tokens = await oidc.authorizationCodeGrant(gateway, back.leftTo!, {
        pkceCodeVerifier: codeVerifier,
        expectedState: 'state',
      });
      expect(tokens.claims()?.sub).toBe('case-worker');
    } finally {
      await demo.stop();
      rmSync(demoFolder, { recursive: true });
    }
  });

  it('is no part of what is deployed: compose and images name neither it nor a demo', () => {
    const deployed = ['compose.yaml', 'Dockerfile'].map((name) =>
      readFileSync(new URL(`../../../docker/${name}`, import.meta.url), 'utf8'),
    );
    for (const text of deployed) expect(text).not.toMatch(/\bDEMO\b|@ringvirkning\/embedded|oneClick/);
  });
});
