import { AsyncLocalStorage } from 'node:async_hooks';
import { systemIds } from '@ringvirkning/kernel';

/** On whose behalf work runs: somebody of an organisation, or of the authority itself (`*`). */
export interface Actor {
  readonly subject: string;
  readonly organisation: string;
  readonly roles: readonly string[];
  /** What row-level security compares with, by blanks: that under which they act, or `*` for all. The organisation when absent. */
  readonly scopes?: string;
  /** Their own organisation, and their departments in it; absent for the system itself. */
  readonly memberOf?: string;
  readonly departments?: readonly string[];
}

/** The caller's wish that a write has one effect: their key, and a hash of the request that carries it. */
export interface Idempotency {
  readonly key: string;
  readonly hash: string;
  /** Set by the database when the stored result of an earlier request was returned. */
  replayed?: boolean;
  /** Set by the database: the key covers exactly one transaction of a request. */
  used?: boolean;
}

export interface RequestContext {
  readonly actor: Actor;
  /** Follows one piece of work through all services, logs and transactions. */
  readonly correlationId: string;
  /** Id of the message that caused this work, if any. */
  readonly causationId?: string | undefined;
  readonly idempotency?: Idempotency | undefined;
}

/** Whoever did not say who they are belongs to no organisation, so row-level security shows them nothing. */
const NOBODY: RequestContext = { actor: { subject: 'anonymous', organisation: '', roles: [] }, correlationId: '' };

const storage = new AsyncLocalStorage<RequestContext>();

/** Who is asking, carried along the asynchronous call chain. */
export const requestContext = {
  run: <T>(context: RequestContext, work: () => T): T => storage.run(context, work),
  get: (): RequestContext => storage.getStore() ?? NOBODY,
};

/** Runs work as the system itself, seeing every organisation's rows. Keeps the correlation of the surrounding request, or starts a new one. */
export function asSystem<T>(scope: string, work: () => Promise<T>): Promise<T> {
  const { correlationId, causationId } = requestContext.get();
  const actor = { subject: `system:${scope}`, organisation: '*', roles: [] };
  return requestContext.run({ actor, correlationId: correlationId || systemIds.next(), causationId }, work);
}
