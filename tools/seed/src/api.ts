import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from '@ringvirkning/catalogue';

/** Sign-in names of the demo people (`demoPeople` of the embedded tool). */
export type DemoUser =
  | 'case-worker'
  | 'department-head'
  | 'employment-head'
  | 'controller'
  | 'municipal-director'
  | 'council-member'
  | 'supplier'
  | 'investor'
  | 'verifier'
  | 'operator';
export type TokenFor = (user: DemoUser) => Promise<string>;

/** Where the services answer: the gateway's origin, or each service's own. */
export type Origin = string | Readonly<Record<Service, string>>;

export interface Body {
  readonly type: 'application/json' | 'application/yaml' | 'text/csv' | 'application/octet-stream';
  readonly text: string | Uint8Array<ArrayBuffer>;
}

interface Problem {
  readonly code?: string;
  readonly en?: string;
  readonly errors?: readonly unknown[];
}

/** A refused request, in one line. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    request: string,
    problem: Problem,
  ) {
    super(
      `${request}: ${status} ${code} ${problem.en ?? ''}${problem.errors ? ` ${JSON.stringify(problem.errors).slice(0, 500)}` : ''}`,
    );
  }
}

const TOKEN_MS = 5 * 60_000;

export const json = (value: unknown): Body => ({ type: 'application/json', text: JSON.stringify(value) });

/** The public HTTP API as one of the demo people uses it. Every write has a permanent key, so a seed that was interrupted can simply run again. */
export class Api {
  private readonly tokens = new Map<DemoUser, { readonly value: Promise<string>; readonly until: number }>();

  constructor(
    private readonly origin: Origin,
    private readonly tokenFor: TokenFor,
    /** How long an answer, or what is waited for, may take. */
    private readonly patienceMs = 90_000,
  ) {}

  get<T>(user: DemoUser, path: string): Promise<T> {
    return this.send<T>(user, 'GET', path);
  }

  /** @param key Of this write, for ever: the same key again has no second effect and gives the same answer. */
  post<T>(user: DemoUser, path: string, key: string, body: Body = json({})): Promise<T> {
    return this.send<T>(user, 'POST', path, { key: `seed:${key}`, body });
  }

  /** All items of a paged list. */
  async all<T>(user: DemoUser, path: string): Promise<T[]> {
    const items: T[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: { items: T[]; next: string | null } = await this.get(
        user,
        `${path}${path.includes('?') ? '&' : '?'}limit=200${after && `&after=${encodeURIComponent(after)}`}`,
      );
      items.push(...page.items);
      after = page.next;
    }
    return items;
  }

  /** Asks until the answer is as wished: events need a moment to arrive. @throws Error that names what did not happen. */
  async until<T>(what: string, ask: () => Promise<T>, wished: (answer: T) => boolean): Promise<T> {
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      const answer = await ask().catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return undefined;
        throw error;
      });
      if (answer !== undefined && wished(answer)) return answer;
      if (Date.now() > deadline)
        throw new Error(
          `waited ${this.patienceMs / 1000} s in vain for ${what}; last answer: ${JSON.stringify(answer)?.slice(0, 300)}`,
        );
      await delay(100);
    }
  }

  private async send<T>(
    user: DemoUser,
    method: 'GET' | 'POST',
    path: string,
    write?: { key: string; body: Body },
  ): Promise<T> {
    const ask = async (): Promise<Response> =>
      fetch(this.urlOf(path), {
        method,
        signal: AbortSignal.timeout(this.patienceMs),
        headers: {
          Authorization: `Bearer ${await this.token(user)}`,
          ...(write && { 'Content-Type': write.body.type, 'Idempotency-Key': write.key }),
        },
        ...(write && { body: write.body.text }),
      });
    const deadline = Date.now() + this.patienceMs;
    for (;;) {
      const response = await ask().catch((error: Error) =>
        unreachable(error, `${method} ${path} as ${user}`, deadline),
      );
      if (response?.ok) return (await response.json()) as T;
      if (response && (response.status !== 503 || Date.now() > deadline)) {
        const problem = (await response.json().catch(() => ({}))) as Problem;
        throw new Refused(response.status, problem.code ?? '', `${method} ${path} as ${user}`, problem);
      }
      await delay(250);
    }
  }

  private urlOf(path: string): string {
    const service = /^\/api\/(contracts|outcomes|payments|benefits|partnership)/.exec(path)?.[1] as
      keyof Exclude<Origin, string> | undefined;
    return (typeof this.origin === 'string' ? this.origin : this.origin[service!]) + path;
  }

  private token(user: DemoUser): Promise<string> {
    const known = this.tokens.get(user);
    if (known && known.until > Date.now()) return known.value;
    const value = this.tokenFor(user);
    this.tokens.set(user, { value, until: Date.now() + TOKEN_MS });
    value.catch(() => this.tokens.delete(user));
    return value;
  }
}

/**
 * A service that is still starting refuses the connection, and a busy one, or the sign-in, may close it before it is used again; after a while it is a fault.
 * `fetch` throws a TypeError for these alone; the name tells also across the realms of tests.
 */
function unreachable(error: Error, request: string, deadline: number): undefined {
  if (error.name === 'TimeoutError') throw new Error(`${request}: no answer in time`);
  if (error.name !== 'TypeError') throw error;
  if (Date.now() > deadline)
    throw new Error(`${request}: no answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
  return undefined;
}

/** Works through items, a few at a time, keeping the order of the results. */
export async function several<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 6): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
