import { DataSource, type EntityManager, type EntitySchema, type QueryRunner } from 'typeorm';
import { escapeLiteral } from 'pg';
import { idempotencyKeyReused, isConflictBetweenTransactions } from './database-errors.js';
import { requestContext, type Idempotency, type RequestContext } from './request-context.js';

/** A running transaction. Stores and the outbox take it as an explicit argument. */
export type Tx = EntityManager;

export interface DatabaseOptions {
  /** Connection URL of the app role, which neither owns the tables nor bypasses row-level security. */
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly entities?: readonly (Function | EntitySchema)[];
  /** Connections held at most. Default 8. */
  readonly poolSize?: number;
}

const afterCommit = new WeakMap<Tx, (() => void)[]>();

/** Runs `action` once the transaction is committed; never when it is rolled back. It must not throw. */
export function onCommit(tx: Tx, action: () => void): void {
  const actions = afterCommit.get(tx);
  if (actions) actions.push(action);
  else afterCommit.set(tx, [action]);
}

const withCommit = new WeakMap<Tx, string[]>();

/** Sends a statement without parameters together with the commit, in one round trip, after everything else the transaction does. When it fails, everything is rolled back. */
export function atCommit(tx: Tx, statement: string): void {
  const statements = withCommit.get(tx);
  if (statements) statements.push(statement);
  else withCommit.set(tx, [statement]);
}

/** One service's database, always entered on behalf of the actor in the request context. */
export class Database {
  constructor(readonly dataSource: DataSource) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: options.applicationName,
      entities: [...(options.entities ?? [])],
      poolSize: options.poolSize ?? 8,
      connectTimeoutMS: 5_000,
      extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 },
    });
    return new Database(await dataSource.initialize());
  }

  close(): Promise<void> {
    return this.dataSource.isInitialized ? this.dataSource.destroy() : Promise.resolve();
  }

  /**
   * One transaction under the row-level security of the context's actor. Runs once more when it collides with another transaction.
   * With an idempotency key in the context the result (plain JSON data) is stored in the same transaction, and a repeated
   * request gets the stored result instead of a second effect.
   * @throws DomainError `http.idempotency-key-reused` when the key came with another request before.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const context = requestContext.get();
    if (context.idempotency) claimKey(context.idempotency);
    try {
      return await this.attempt(work, context);
    } catch (error) {
      if (!isConflictBetweenTransactions(error)) throw error;
      return this.attempt(work, context);
    }
  }

  /** Reads under the same row-level security, in a read-only transaction. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.within(begin(requestContext.get(), 'BEGIN READ ONLY'), (tx) => work(tx));
  }

  /**
   * Several statements without parameters in one round trip and one transaction, for infrastructure whose tables have no row-level security.
   * Each sees what was committed before it began. Returns the rows of each.
   */
  async script(statements: readonly string[]): Promise<readonly (readonly unknown[])[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await send(runner, statements.join(';'));
    } finally {
      await runner.release();
    }
  }

  private attempt<T>(work: (tx: Tx) => Promise<T>, context: RequestContext): Promise<T> {
    const { idempotency, actor } = context;
    if (!idempotency) return this.within(begin(context), (tx) => work(tx));
    return this.within(begin(context) + lookUp(actor.subject, idempotency.key), async (tx, found) => {
      const earlier = found as { request_hash: string; result: T } | undefined;
      if (earlier && earlier.request_hash !== idempotency.hash) throw idempotencyKeyReused();
      if (earlier) {
        idempotency.replayed = true;
        return earlier.result;
      }
      const result = await work(tx);
      atCommit(tx, keep(actor.subject, idempotency, result));
      return result;
    });
  }

  /** Opens with several statements in one round trip; `work` also gets the first row of the last of them. */
  private async within<T>(opening: string, work: (tx: Tx, lastRow: unknown) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const opened = await open(runner, opening);
      const result = await work(runner.manager, opened);
      await commit(runner, withCommit.get(runner.manager) ?? []);
      afterCommit.get(runner.manager)?.forEach((action) => action());
      return result;
    } catch (error) {
      // The first error is the one worth telling; a broken connection is rolled back by the server.
      if (runner.isTransactionActive && !runner.isReleased) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** Tells TypeORM that it is inside a transaction, which it would otherwise open with a round trip of its own. */
async function open(runner: QueryRunner, statements: string): Promise<unknown> {
  await runner.connect();
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  return (await send(runner, statements)).at(-1)?.[0];
}

/** Commits after these statements, in one round trip. When one of them fails, the transaction is still open. */
async function commit(runner: QueryRunner, last: readonly string[]): Promise<void> {
  if (last.length === 0) return runner.commitTransaction();
  await send(runner, [...last, 'COMMIT'].join(';'));
  Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
}

/** TypeORM returns the rows of a single statement only; its driver those of each. */
async function send(runner: QueryRunner, statements: string): Promise<unknown[][]> {
  const client = (await runner.connect()) as { query(sql: string): Promise<{ rows: unknown[] }[]> };
  return (await client.query(statements)).map(({ rows }) => rows);
}

const begin = ({ actor, correlationId }: RequestContext, start = 'BEGIN'): string =>
  `${start}; SELECT set_config('app.subject', ${escapeLiteral(actor.subject)}, true), set_config('app.organisation', ${escapeLiteral(actor.organisation)}, true), ` +
  `set_config('app.correlation', ${escapeLiteral(correlationId)}, true);`;

/** Concurrent requests with one key queue up at the lock; the SELECT, a statement of its own, then sees what the first one committed. */
const lookUp = (caller: string, key: string): string =>
  `SELECT pg_advisory_xact_lock(hashtextextended(${escapeLiteral(`${caller} ${key}`)}, 0));` +
  `SELECT request_hash, result FROM idempotency_key WHERE caller = ${escapeLiteral(caller)} AND key = ${escapeLiteral(key)}`;

const keep = (caller: string, { key, hash }: Idempotency, result: unknown): string =>
  `INSERT INTO idempotency_key (caller, key, request_hash, result) VALUES (${[caller, key, hash, JSON.stringify(result ?? null)].map(escapeLiteral).join(', ')})`;

/** A second transaction would be answered with the first one's result, so it is refused. */
function claimKey(idempotency: Idempotency): void {
  if (idempotency.used) throw new Error('a request with an idempotency key may open one transaction only');
  idempotency.used = true;
}
