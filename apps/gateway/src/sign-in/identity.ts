import { randomUUID } from 'node:crypto';
import * as oidc from 'openid-client';

export interface IdentitySettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
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
    return toSession(
      await oidc.authorizationCodeGrant(
        await this.discovered(),
        new URL(this.ownUrl(`/auth/callback${query}`)),
        checks,
      ),
    );
  }

  /** @throws {@link SessionOver} when the provider refuses the refresh token; anything else when it does not answer as it should. */
  async refresh(session: Session, refreshToken: string): Promise<Session> {
    const tokens = await oidc.refreshTokenGrant(await this.discovered(), refreshToken).catch((error: unknown) => {
      throw error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant' ? new SessionOver() : error;
    });
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
    return oidc.discovery(url, clientId, undefined, clientSecret ? oidc.ClientSecretBasic(clientSecret) : oidc.None(), {
      timeout: 10,
      ...(url.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
  }

  private ownUrl(path: string): string {
    return new URL(path, this.settings.publicUrl).href;
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
