import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import { identityProviderUnavailable, tokenNotAccepted } from './errors.js';
import type { Person } from './person.js';
import { isRole, organisationScope } from './policy.js';

export interface AuthOptions {
  /** OIDC issuer; keys are found by its discovery document. */
  readonly issuer: string;
  readonly audience: string;
  /** The instance's own organisation: only its people get authority over all rows. */
  readonly home: string;
  /** Where the keys are when the issuer's public address cannot be reached from here. */
  readonly jwksUrl?: string | undefined;
}

const CLOCK_TOLERANCE_S = 30;
/** How long a token that was accepted is not looked at again, and how many such tokens are remembered. */
const REMEMBER_MS = 30_000;
const REMEMBERED = 1_000;
const TIMEOUT_MS = 5_000;
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** An organisation is a plain id: `*`, which row-level security reads as "everything", must never come from a token. */
const ClaimsSchema = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  /** An address that will not do is none: it keeps nobody out. */
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  rv: z.object({
    roles: z.array(z.string()),
    organisation: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    departments: z.array(z.string()).default([]),
  }),
});
const DiscoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Checks access tokens (signature, issuer, audience, times, claims) and says whose they are. Keys are cached by `jose`. */
export class TokenVerifier {
  private keys: Promise<RemoteJWKSet> | undefined;
  /** By the token's digest, so that memory holds no tokens; oldest first. */
  private readonly accepted = new Map<string, { readonly person: Person; readonly until: number }>();

  constructor(private readonly options: AuthOptions) {}

  /** @throws AuthenticationError when the token is not accepted; DomainError `unavailable` when the keys cannot be fetched. */
  async verify(token: string): Promise<Person> {
    const digest = hash('sha256', token, 'base64');
    const known = this.accepted.get(digest);
    if (known && Date.now() < known.until) return known.person;
    const { exp = 0, ...payload } = await this.payload(token);
    const person = this.personOf(payload);
    this.remember(digest, { person, until: Math.min(exp * 1_000, Date.now() + REMEMBER_MS) });
    return person;
  }

  private personOf(payload: JWTPayload): Person {
    const claims = ClaimsSchema.safeParse(payload);
    if (!claims.success) throw tokenNotAccepted(claims.error);
    const { sub, name, email, email_verified: verified, rv } = claims.data;
    const identity = { roles: rv.roles.filter(isRole), memberOf: rv.organisation };
    return {
      subject: sub,
      name: name ?? sub,
      departments: rv.departments,
      ...(email && verified !== false && { email }),
      ...identity,
      organisation: organisationScope(identity, this.options.home),
    };
  }

  private remember(digest: string, accepted: { readonly person: Person; readonly until: number }): void {
    this.accepted.delete(digest);
    this.accepted.set(digest, accepted);
    if (this.accepted.size > REMEMBERED) this.accepted.delete(this.accepted.keys().next().value!);
  }

  private async payload(token: string): Promise<JWTPayload> {
    const { issuer, audience } = this.options;
    const keys = await this.keySet();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        clockTolerance: CLOCK_TOLERANCE_S,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw isTokensFault(error) ? tokenNotAccepted(error) : identityProviderUnavailable();
    }
  }

  /** A failed discovery is tried again at the next request. */
  private keySet(): Promise<RemoteJWKSet> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async discover(): Promise<RemoteJWKSet> {
    const { issuer, jwksUrl } = this.options;
    if (jwksUrl) return createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: TIMEOUT_MS });
    const document = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
      .then((response) => response.json())
      .then((json) => DiscoverySchema.parse(json))
      .catch(() => undefined);
    if (document?.issuer !== issuer) throw identityProviderUnavailable();
    return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: TIMEOUT_MS });
  }
}

/** `jose` reports a key set that cannot be fetched as a timeout, as a bare JOSEError (not 200, not JSON) or as fetch's own TypeError. */
const isTokensFault = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC';
