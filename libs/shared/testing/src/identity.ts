import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AUTHORITY_ROLES, type Role } from '@ringvirkning/auth';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The instance's own organisation in tests. */
export const HOME = 'aarhus';
/** Departments of whoever a test does not say it of. */
const DEPARTMENTS: readonly string[] = ['social', 'sociale-forhold', 'unge', 'jobs'];
const AUDIENCE = 'ringvirkning';
const ALGORITHM = 'ES256';

export interface TokenClaims {
  readonly roles: readonly Role[];
  /** The home organisation for roles of the authority, `<role>-org` otherwise. */
  readonly organisation?: string;
  /** The roles and organisation, joined, when absent: the same words are the same person. */
  readonly sub?: string;
  readonly name?: string;
  readonly departments?: readonly string[];
  readonly audience?: string;
  /** As `jose` reads it, e.g. `-1m` for a token that expired a minute ago. */
  readonly expires?: string;
  /** Claims beside those, e.g. `email`. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export interface TestIdentity {
  readonly issuer: string;
  token(claims: TokenClaims): Promise<string>;
  stop(): Promise<void>;
  /** Comes back after a stop, under the same address and with the same keys. */
  start(): Promise<void>;
}

/** Organisation a role belongs to when a test does not say. */
export const organisationOf = (roles: readonly Role[]): string =>
  roles.every((role) => AUTHORITY_ROLES.includes(role)) ? HOME : `${roles[0]}-org`;

/** A real issuer in this process: discovery, keys, and access tokens for anybody. */
export async function testIdentity(): Promise<TestIdentity> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: ALGORITHM, use: 'sig' }] };
  let port = 0;
  let server: Server;
  const start = async (): Promise<void> => {
    server = createServer((request, response) => {
      const body =
        request.url === '/jwks'
          ? keys
          : request.url === '/.well-known/openid-configuration'
            ? { issuer, jwks_uri: `${issuer}/jwks` }
            : undefined;
      response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? {}));
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  };
  await start();
  const issuer = `http://127.0.0.1:${port}`;
  const sign = ({
    roles,
    organisation = organisationOf(roles),
    sub = `${roles.join('+')}@${organisation}`,
    name = sub,
    departments = DEPARTMENTS,
    audience = AUDIENCE,
    expires = '1h',
    claims = {},
  }: TokenClaims): Promise<string> =>
    new SignJWT({ name, ...claims, rv: { roles, organisation, departments } })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'test' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(sub)
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(privateKey);
  /** What was signed already, by what it says: signing costs more than most requests. */
  const signed = new Map<string, Promise<string>>();
  return {
    issuer,
    start,
    token(claims) {
      if (claims.expires) return sign(claims);
      const words = JSON.stringify(claims);
      const token = signed.get(words) ?? sign(claims);
      signed.set(words, token);
      return token;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
