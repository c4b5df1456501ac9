import type { TokenFor } from './api.js';

export interface SeedClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Tokens from the embedded identity provider, whose client for the seed may act for demo people (`client_credentials` with scope `user:<name>`). */
export const clientCredentials =
  ({ issuer, clientId, clientSecret }: SeedClient): TokenFor =>
  async (user) => {
    const { token_endpoint } = (await (
      await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    ).json()) as { token_endpoint: string };
    const response = await fetch(token_endpoint, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: `user:${user}` }),
    });
    if (!response.ok) throw new Error(`no token for ${user}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { access_token: string }).access_token;
  };
