import { hash } from 'node:crypto';
import { DataSource, type EntityManager, type EntitySchema, type QueryRunner } from 'typeorm';
import { escapeLiteral, type ClientBase } from 'pg';
import { idempotencyKeyReused, isConflictBetweenTransactions } from './database-errors.js';
import { requestContext, type Idempotency, type RequestContext } from './request-context.js';

/** A running transaction. Stores and the outbox take it as an explicit argument. */
export type Tx = EntityManager;

export interface DatabaseOptions {
  /** Connection URL of the app role, which neither owns the tables nor bypasses row-level security. */
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly entities?: readonly (Function | EntitySchema)[] | undefined;
  /** Connections held at most. Default 8. */
  readonly poolSize?: number | undefined;
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

const statementNames = new Map<string, string>();

/**
 * A statement of a hot path that finds its rows by key: each connection parses and plans it once, not every time. Returns its rows.
 * Not for statements whose best plan depends on how many rows there are, or whose text varies: the plan is kept.
 */
export async function queryByKey<Row extends object>(
  tx: Tx,
  sql: string,
  parameters: readonly unknown[],
): Promise<Row[]> {
  const name = statementNames.get(sql) ?? hash('sha1', sql);
  statementNames.set(sql, name);
  const client = (await tx.queryRunner!.connect()) as ClientBase;
  return (await client.query<Row>({ name, text: sql, values: [...parameters] })).rows;
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
      extra: { pipeline: true, statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 },
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
    return this.within(begin(requestContext.get(), 'BEGIN READ ONLY'), work);
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

  private async attempt<T>(work: (tx: Tx) => Promise<T>, context: RequestContext): Promise<T> {
    const { idempotency, actor } = context;
    if (!idempotency) return this.within(begin(context), work);
    try {
      return await this.within(begin(context), async (tx) => {
        const result = await work(tx);
        atCommit(tx, keep(actor.subject, idempotency, result));
        return result;
      });
    } catch (error) {
      // Repeated requests are few: they try, fail at the stored key if not before, and then look.
      const earlier = await this.earlier<T>(actor.subject, idempotency.key).catch(() => undefined);
      if (!earlier) throw error;
      if (earlier.request_hash !== idempotency.hash) throw idempotencyKeyReused();
      idempotency.replayed = true;
      return earlier.result;
    }
  }

  private async earlier<T>(caller: string, key: string): Promise<{ request_hash: string; result: T } | undefined> {
    const [row] = await this.dataSource.query<{ request_hash: string; result: T }[]>(
      'SELECT request_hash, result FROM idempotency_key WHERE caller = $1 AND key = $2',
      [caller, key],
    );
    return row;
  }

  private async within<T>(opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await open(runner, opening);
      const result = await work(runner.manager);
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

/**
 * Tells TypeORM that it is inside a transaction, which it would otherwise open with a round trip of its own. The answer is not waited for:
 * the connection is pipelined, and when these statements fail, so does everything after them.
 */
async function open(runner: QueryRunner, statements: string): Promise<void> {
  await runner.connect();
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  send(runner, statements).catch(() => undefined);
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

/** @throws RangeError for a zero byte, which would cut the statements off: what follows would run outside any transaction. */
function begin({ actor: { subject, organisation }, correlationId }: RequestContext, start = 'BEGIN'): string {
  const settings = Object.entries({ subject, organisation, correlation: correlationId }).map(
    ([name, value]) => `set_config('app.${name}', ${escapeLiteral(value)}, true)`,
  );
  const statements = `${start}; SELECT ${settings.join(', ')};`;
  if (statements.includes('\0')) throw new RangeError('a zero byte in the name of an actor or a correlation id');
  return statements;
}

const keep = (caller: string, { key, hash }: Idempotency, result: unknown): string =>
  `INSERT INTO idempotency_key (caller, key, request_hash, result) VALUES (${[caller, key, hash, JSON.stringify(result ?? null)].map(escapeLiteral).join(', ')})`;

/** A second transaction would be answered with the first one's result, so it is refused. */
function claimKey(idempotency: Idempotency): void {
  if (idempotency.used) throw new Error('a request with an idempotency key may open one transaction only');
  idempotency.used = true;
}
