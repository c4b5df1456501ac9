import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { IdentitySecrets } from './keys.js';
import { errorPage, logoutPage, signedOutPage } from './pages.js';
import type { DemoPerson } from './people.js';

/** A program that may ask the identity provider for tokens. */
export type IdentityClient =
  /** Signs people in by authorization code with PKCE. */
  | {
      readonly id: string;
      /** Looked at with each request: it may change while the provider runs. */
      readonly secret: () => string;
      readonly kind: 'sign-in';
      readonly redirectUris: readonly string[];
      readonly postLogoutRedirectUris: readonly string[];
    }
  /**
   * Gets access tokens in the name of a demo person by `client_credentials` with scope `user:<username>`: the seed, which writes what the
   * demo people would have done. Exists in the embedded provider only.
   */
  | { readonly id: string; readonly secret: () => string; readonly kind: 'acts-for-people' };

const MINUTES = 60;
const HOURS = 60 * MINUTES;
export const AUDIENCE = 'ringvirkning';
const RESOURCE = `urn:${AUDIENCE}`;

/** Configuration of oidc-provider: tokens as the services expect them, no consent page (the clients are ours), no unneeded endpoints. */
export function providerConfiguration(
  people: readonly DemoPerson[],
  secrets: IdentitySecrets,
  instance: string,
): Configuration {
  const byName = new Map(people.map((person) => [person.username, person]));
  const userScopes = userScopesOf(people);
  return {
    jwks: secrets.jwks,
    scopes: ['openid', 'profile', ...userScopes],
    claims: { openid: ['sub'], profile: ['name'] },
    cookies: {
      keys: [secrets.cookieKey],
      // Browsers keep cookies by host, whatever the port: those of several instances on one machine have names of their own.
      names: {
        session: `rv_${instance}_identity`,
        interaction: `rv_${instance}_sign_in`,
        resume: `rv_${instance}_sign_in_resume`,
      },
    },
    ttl: {
      AccessToken: 15 * MINUTES,
      ClientCredentials: 15 * MINUTES,
      IdToken: 1 * HOURS,
      RefreshToken: 8 * HOURS,
      Session: 8 * HOURS,
      Grant: 8 * HOURS,
      Interaction: 1 * HOURS,
    },
    pkce: { required: () => true },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_ctx, username) => {
      const person = byName.get(username);
      return person && { accountId: username, claims: () => ({ sub: username, name: person.name }) };
    },
    loadExistingGrant: grantToOwnClient,
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    extraTokenClaims: (_ctx, token) => personClaims(byName, token),
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          const acting = token.kind === 'ClientCredentials' ? personActedFor(byName, token.scope) : undefined;
          if (acting) jwt.payload['sub'] = acting.username;
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: ['openid', 'profile', ...userScopes].join(' '),
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.body = logoutPage(form)),
        postLogoutSuccessSource: (ctx) => void (ctx.body = signedOutPage()),
      },
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error);
    },
  };
}

const userScopesOf = (people: readonly DemoPerson[]): string[] => people.map(({ username }) => `user:${username}`);

/** What the provider knows of a client now. */
export function clientMetadata(client: IdentityClient, people: readonly DemoPerson[]) {
  const [client_id, client_secret] = [client.id, client.secret()];
  if (client.kind === 'acts-for-people') {
    return {
      client_id,
      client_secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: userScopesOf(people).join(' '),
    };
  }
  return {
    client_id,
    client_secret,
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile',
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
  };
}

/** People are not asked whether our own portal may know their name. */
async function grantToOwnClient(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known && (await provider.Grant.find(known));
  if (existing) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(RESOURCE, 'openid profile');
  await grant.save();
  return grant;
}

type Token = { kind: string; scope?: string | undefined; accountId?: string };

/** The claims the services read: name, an address of a domain that nobody can have, and `rv` with roles, organisation and departments. */
function personClaims(people: ReadonlyMap<string, DemoPerson>, token: Token) {
  const person =
    token.kind === 'ClientCredentials' ? personActedFor(people, token.scope) : people.get(token.accountId ?? '');
  if (!person) return undefined;
  const { username, name, roles, organisation, departments } = person;
  return { name, email: `${username}@${organisation}.example`, rv: { roles, organisation, departments } };
}

function personActedFor(people: ReadonlyMap<string, DemoPerson>, scope = ''): DemoPerson | undefined {
  const [only, another] = scope.split(' ').filter((entry) => entry.startsWith('user:'));
  return another ? undefined : people.get(only?.slice('user:'.length) ?? '');
}
