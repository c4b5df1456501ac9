import { randomUUID } from 'node:crypto';
import { loadConfig, type Env } from '@ringvirkning/config';
import { z } from 'zod';
import { runningFrom } from './running.js';

const Secret = z.string().min(1).optional();
const AccessSchema = z.object({
  RINGVIRKNING_URL: z.url({ protocol: /^https?$/ }).optional(),
  RINGVIRKNING_TOKEN: Secret,
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: Secret,
  OIDC_CLIENT_SECRET: Secret,
  OIDC_SCOPE: Secret,
});
type Access = z.output<typeof AccessSchema>;

const TokenSchema = z.object({ access_token: z.string() });
const ProviderSchema = z.object({ token_endpoint: z.url() });
const ProblemSchema = z.object({ code: z.string(), da: z.string(), en: z.string() });

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Checks of large books take minutes. */
const WITHIN_MS = 15 * 60_000;

/** No answer, or not one to this question: nothing is known then. */
export class NoAnswer extends Error {}
/** An answer that says why it was not done. */
export class Declined extends Error {
  constructor(
    readonly code: string,
    readonly da: string,
    readonly en: string,
  ) {
    super(code);
  }
}

/** An answer as this version knows it. @throws NoAnswer for another. */
export function read<S extends z.ZodType>(schema: S, answer: unknown): z.output<S> {
  const { data } = schema.safeParse(answer);
  if (data === undefined) throw new NoAnswer('the answer is not one of this version of Ringvirkning');
  return data;
}

/** A running instance, asked through its gateway in the name of whoever the token is of. */
export class Instance {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /**
   * @param env with `RINGVIRKNING_DATA` what runs from that data folder is asked, as its operator, but for what the environment says otherwise.
   * @param url instead of `RINGVIRKNING_URL`. @throws NoAnswer without address or token, or when the provider gives none.
   */
  static async signIn(env: Env, url?: string): Promise<Instance> {
    const folder = env['RINGVIRKNING_DATA'];
    const running = folder ? runningFrom(folder) : {};
    if (!running) throw new NoAnswer(`RINGVIRKNING_DATA: nothing runs from ${folder}`);
    const access = loadConfig(AccessSchema, { ...running, ...env });
    const at = url ?? access.RINGVIRKNING_URL;
    if (at === undefined)
      throw new NoAnswer(
        'give the address: --url or RINGVIRKNING_URL (or RINGVIRKNING_DATA, the data folder of an npm start)',
      );
    requireSecrecy(at);
    return new Instance(at, access.RINGVIRKNING_TOKEN ?? (await tokenOf(access)));
  }

  get(path: string): Promise<unknown> {
    return this.ask('GET', path);
  }

  post(path: string, body?: object): Promise<unknown> {
    return this.ask('POST', path, body);
  }

  put(path: string, body: object): Promise<unknown> {
    return this.ask('PUT', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.ask('DELETE', path);
  }

  /** A file, byte for byte as it is given to everybody. */
  async file(path: string): Promise<Buffer> {
    return (await this.answerTo('GET', path)).bytes;
  }

  private async ask(method: Method, path: string, content?: object): Promise<unknown> {
    return (await this.answerTo(method, path, content)).body;
  }

  private async answerTo(method: Method, path: string, content?: object) {
    const response = await reach(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(content && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(content && { body: JSON.stringify(content) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const body = asJson(bytes);
    if (response.ok && body !== undefined) return { bytes, body };
    const problem = ProblemSchema.safeParse(body).data;
    if (problem && [409, 422].includes(response.status)) throw new Declined(problem.code, problem.da, problem.en);
    throw new NoAnswer(
      `${method} ${path}: ${response.status} ${problem ? `${problem.code}: ${problem.en}` : ''}`.trim(),
    );
  }
}

function asJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (error) {
    const { message, cause } = error as Error;
    throw new NoAnswer(`${url.origin} does not answer: ${cause instanceof Error ? cause.message : message}`);
  }
}

/** A token that others on the way can read is theirs as well. */
function requireSecrecy(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new NoAnswer(`${url}: a token is sent over https only`);
}

/** The operator's own client at the identity provider (`client_credentials`). */
async function tokenOf({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: id,
  OIDC_CLIENT_SECRET: secret,
  OIDC_SCOPE: scope,
}: Access) {
  if (!issuer || !id || !secret)
    throw new NoAnswer('give RINGVIRKNING_TOKEN, or OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
  requireSecrecy(issuer);
  const at = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const provider = ProviderSchema.safeParse(await (await reach(new URL(at), {})).json().catch(() => undefined)).data;
  if (!provider) throw new NoAnswer(`${at} is no identity provider`);
  const response = await reach(new URL(provider.token_endpoint), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
  });
  const token = TokenSchema.safeParse(await response.json().catch(() => undefined)).data;
  if (!response.ok || !token) throw new NoAnswer(`the identity provider gives no token: ${response.status}`);
  return token.access_token;
}
