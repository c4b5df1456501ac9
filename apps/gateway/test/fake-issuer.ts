import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An OpenID provider that signs in at once, checks PKCE and client, rotates refresh tokens and refuses a used one. */
export interface FakeIssuer {
  readonly issuer: string;
  /** Life of the access tokens it gives, in seconds. */
  lifetime: number;
  /** Changes the nonce of ID tokens: what an injected code would look like. */
  wrongNonce: boolean;
  /** Whether refresh tokens are refused, as after the person's session at the provider has ended. */
  revoked: boolean;
  /** Whether it refuses to talk, as when it restarts. */
  away: boolean;
  refreshes: number;
  /** Of whoever signs in. */
  roles: readonly string[];
  stop(): Promise<void>;
}

export async function startFakeIssuer(): Promise<FakeIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { challenge: string; nonce: string }>();
  const refreshTokens = new Set<string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeIssuer = {
    issuer,
    lifetime: 600,
    wrongNonce: false,
    revoked: false,
    away: false,
    refreshes: 0,
    roles: ['case-worker'],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  const sign = (claims: Record<string, unknown>, audience: string) =>
    new SignJWT({ name: 'Anna Andersen', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(issuer)
      .setSubject('anna')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${fake.lifetime}s`)
      .sign(privateKey);

  async function tokens(nonce?: string): Promise<Record<string, unknown>> {
    const refreshToken = randomUUID();
    refreshTokens.add(refreshToken);
    return {
      token_type: 'Bearer',
      expires_in: fake.lifetime,
      refresh_token: refreshToken,
      access_token: await sign(
        { jti: randomUUID(), rv: { roles: fake.roles, organisation: 'aarhus' } },
        'ringvirkning',
      ),
      ...(nonce === undefined ? {} : { id_token: await sign({ nonce: fake.wrongNonce ? 'other' : nonce }, 'gateway') }),
    };
  }

  async function grant(form: URLSearchParams): Promise<Record<string, unknown> | undefined> {
    const code = codes.get(form.get('code') ?? '');
    if (form.get('grant_type') === 'authorization_code' && code) {
      codes.delete(form.get('code')!);
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      return challenge === code.challenge ? tokens(code.nonce) : undefined;
    }
    if (
      fake.revoked ||
      form.get('grant_type') !== 'refresh_token' ||
      !refreshTokens.delete(form.get('refresh_token') ?? '')
    )
      return undefined;
    fake.refreshes += 1;
    return tokens();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    if (fake.away) return void response.destroy();
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      return void json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        end_session_endpoint: `${issuer}/logout`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    }
    if (url.pathname === '/jwks') return void json(200, { keys: [jwk] });
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      codes.set(code, {
        challenge: url.searchParams.get('code_challenge') ?? '',
        nonce: url.searchParams.get('nonce') ?? '',
      });
      const back = new URL(url.searchParams.get('redirect_uri')!);
      back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '', iss: issuer }).toString();
      return void response.writeHead(302, { location: back.href }).end();
    }
    const body = await new Response(request as unknown as ReadableStream).text();
    const granted = await grant(new URLSearchParams(body));
    json(granted ? 200 : 400, granted ?? { error: 'invalid_grant' });
  }
  return fake;
}
