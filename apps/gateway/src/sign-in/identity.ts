import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as oidc from 'openid-client';

export interface IdentitySettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Asked each time it is shown: it may change while the gateway runs. */
  readonly clientSecret: () => string | undefined;
  readonly scope: string;
  readonly publicUrl: URL;
}

/** What a browser carries, sealed, between leaving for the identity provider and coming back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** What a signed-in browser carries, sealed. `expiresAt` is the access token's end in ms since 1970. */
export interface Session {
  /** Stays the same through renewals, so that a session that was signed out of is known. */
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly idToken?: string | undefined;
  readonly expiresAt: number;
}

const ASKED_AGAIN_MS = 500;

/** The provider says that the session has ended: no renewal will succeed. */
export class SessionOver extends Error {}

/** The OIDC relying party: authorization code with PKCE, state and nonce. Finds the provider at first use, and again after a failure. */
export class IdentityProvider {
  private configuration: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: IdentitySettings) {}

  /** Resolves when the provider's metadata has been read. @throws when it cannot be reached. */
  async ready(): Promise<void> {
    await this.discovered();
  }

  async startSignIn(returnTo: string): Promise<{ location: string; pending: PendingSignIn }> {
    const configuration = await this.discovered();
    const pending: PendingSignIn = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.ownUrl('/auth/callback'),
      scope: this.settings.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      // Providers give a refresh token with `offline_access` only when consent is asked for; without it we sign in again at expiry.
      ...(this.settings.scope.includes('offline_access') ? { prompt: 'consent' } : {}),
    });
    return { location: location.href, pending };
  }

  /** Exchanges the code. `query` is the query string of the callback, with its `?`. @throws when state, nonce, PKCE or the token do not check. */
  async finishSignIn(query: string, pending: PendingSignIn): Promise<Session> {
    const checks = {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.verifier,
      idTokenExpected: true,
    };
    const configuration = await this.discovered();
    const at = new URL(this.ownUrl(`/auth/callback${query}`));
    return toSession(await recognised(() => oidc.authorizationCodeGrant(configuration, at, checks)));
  }

  /** @throws {@link SessionOver} when the provider refuses the refresh token; anything else when it does not answer as it should. */
  async refresh(session: Session, refreshToken: string): Promise<Session> {
    const configuration = await this.discovered();
    const tokens = await recognised(() => oidc.refreshTokenGrant(configuration, refreshToken)).catch(
      (error: unknown) => {
        throw error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant' ? new SessionOver() : error;
      },
    );
    return {
      ...toSession(tokens, session.id),
      refreshToken: tokens.refresh_token ?? refreshToken,
      idToken: tokens.id_token ?? session.idToken,
    };
  }

  /** Takes the refresh token back at the provider, where it can: a copied cookie then cannot be renewed. @throws when it does not answer. */
  async revoke({ refreshToken }: Session): Promise<void> {
    const configuration = await this.discovered();
    if (refreshToken && configuration.serverMetadata().revocation_endpoint)
      await oidc.tokenRevocation(configuration, refreshToken);
  }

  /** The provider's sign-out address, or our front page when it has none. */
  async signOutUrl(session: Session | undefined): Promise<string> {
    const configuration = await this.discovered();
    const home = this.ownUrl('/');
    if (!configuration.serverMetadata().end_session_endpoint) return home;
    return oidc.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: home,
      ...(session?.idToken ? { id_token_hint: session.idToken } : {}),
    }).href;
  }

  private discovered(): Promise<oidc.Configuration> {
    this.configuration ??= this.discover().catch((error: unknown) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    const shown: oidc.ClientAuth = (...request) => {
      const secret = clientSecret();
      (secret ? oidc.ClientSecretBasic(secret) : oidc.None())(...request);
    };
    return oidc.discovery(url, clientId, undefined, shown, {
      timeout: 10,
      ...(url.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
  }

  private ownUrl(path: string): string {
    return new URL(path, this.settings.publicUrl).href;
  }
}

/** The provider and we learn of a new client secret one after the other: asked in between, we are refused, and ask once more. */
async function recognised<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError;
    if (!isRefused || error.status !== 401) throw error;
    await delay(ASKED_AGAIN_MS);
    return ask();
  }
}

function toSession(
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  id: string = randomUUID(),
): Session {
  return {
    id,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    idToken: tokens.id_token,
    expiresAt: Date.now() + (tokens.expiresIn() ?? 300) * 1_000,
  };
}
