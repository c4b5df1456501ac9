import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, escapeLiteral, Pool, type ClientBase, type ClientConfig, type PoolClient } from 'pg';
import {
  databaseAway,
  databaseErrorCode,
  idempotencyKeyReused,
  resultErased,
  isConflictBetweenTransactions,
} from './database-errors.js';
import { GatheringSocket } from './gathering-socket.js';
import { requestContext, type Idempotency, type RequestContext } from './request-context.js';

/** A running transaction. Stores and the outbox take it as an explicit argument. */
export interface Tx {
  /** Returns the rows of one statement. */
  query<Rows = unknown[]>(sql: string, parameters?: readonly unknown[]): Promise<Rows>;
}

export interface DatabaseOptions {
  /** Connection URL of the app role, which neither owns the tables nor bypasses row-level security. */
  readonly url: string;
  /** Asked for each new connection: the role's password now, where it may change while the service runs. Default: the URL's. */
  readonly password?: (() => string | undefined) | undefined;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Connections held at most. Default 8. */
  readonly poolSize?: number | undefined;
}

/** What a transaction is to this file. */
class Transaction implements Tx {
  /** Runs once the transaction is committed. */
  readonly after: (() => void)[] = [];
  /** Statements on their way whose rows nobody needs. */
  readonly unanswered: Promise<unknown>[] = [];

  constructor(private readonly client: ClientBase) {}

  query<Rows>(sql: string, parameters?: readonly unknown[]): Promise<Rows> {
    return rowsOf(this.client, sql, parameters);
  }

  async named<Row extends object>(name: string, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.client.query<Row>({ name, text: sql, values: [...parameters] })).rows;
  }

  static of(tx: Tx): Transaction {
    if (tx instanceof Transaction) return tx;
    throw new TypeError('not a transaction of this database');
  }
}

/** Runs `action` once the transaction is committed; never when it is rolled back. It must not throw. */
export function onCommit(tx: Tx, action: () => void): void {
  Transaction.of(tx).after.push(action);
}

/**
 * Goes on without the answer of a statement whose rows nobody needs: what comes next travels with it, and is carried out after it.
 * When it fails, so does everything after it, and the transaction is rolled back with its error.
 */
export function withoutWaiting(tx: Tx, statement: Promise<unknown>): void {
  statement.catch(() => undefined);
  Transaction.of(tx).unanswered.push(statement);
}

/**
 * Runs a part of a transaction that may fail without taking the rest with it: what it did is undone then, what it wanted after the commit included.
 * @throws what the work throws.
 */
export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { after, unanswered } = Transaction.of(tx);
  const afterBefore = after.length;
  await Promise.all(unanswered.splice(0));
  await tx.query('SAVEPOINT part');
  try {
    const result = await work();
    await Promise.all(unanswered);
    await tx.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    unanswered.length = 0;
    after.length = afterBefore;
    await tx.query('ROLLBACK TO SAVEPOINT part');
    throw error;
  }
}

/** Runs a part of a transaction under other scopes than the actor's: fewer, or all of them (`*`) for what is checked otherwise. */
export async function underScopes<T>(tx: Tx, scopes: string, work: () => Promise<T>): Promise<T> {
  const { actor } = requestContext.get();
  const put = (value: string) => tx.query(`SELECT set_config('app.organisation', $1, true)`, [value]);
  await put(scopes);
  const result = await work();
  await put(actor.scopes ?? actor.organisation);
  return result;
}

const statementNames = new Map<string, string>();

/**
 * A statement of a hot path that finds its rows by key: each connection parses and plans it once, not every time. Returns its rows.
 * Not for statements whose best plan depends on how many rows there are, or whose text varies: the plan is kept.
 */
export function queryByKey<Row extends object>(tx: Tx, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  const name = statementNames.get(sql) ?? hash('sha1', sql);
  statementNames.set(sql, name);
  return Transaction.of(tx).named<Row>(name, sql, parameters);
}

/** A password changes in the database and where the service reads it one after the other: whoever comes in between tries again. */
const INVALID_PASSWORD = '28P01';
const [TRIES_BETWEEN_PASSWORDS, PAUSE_BETWEEN_PASSWORDS_MS] = [20, 100];

/** The same way in with another password, whatever characters it has. */
export const withPassword = (url: string, password: string): string =>
  Object.assign(new URL(url), { password: encodeURIComponent(password) }).href;

/** What a pool makes its connections of. */
const clientWith = (url: string, password: DatabaseOptions['password']): new (config?: ClientConfig) => Client =>
  class extends Client {
    constructor(config: ClientConfig = {}) {
      const now = password?.();
      super({ ...config, connectionString: now === undefined ? url : withPassword(url, now) });
    }
  };

/** One service's database, always entered on behalf of the actor in the request context. */
export class Database {
  private closing: Promise<void> | undefined;

  private constructor(private readonly pool: Pool) {}

  /** @throws when the database cannot be reached. */
  static async open({ url, password, applicationName, poolSize = 8 }: DatabaseOptions): Promise<Database> {
    const pool = new Pool({
      Client: clientWith(url, password),
      application_name: applicationName,
      max: poolSize,
      // A machine that does much else lets one wait for seconds, and a database that is gone says so at once.
      connectionTimeoutMillis: 15_000,
      pipeline: true,
      stream: () => new GatheringSocket(),
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
    });
    // A connection that breaks fails what runs on it; without listeners it would end the process as well.
    pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
    try {
      (await pool.connect()).release();
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new Database(pool);
  }

  close(): Promise<void> {
    return (this.closing ??= this.pool.end());
  }

  /** One statement outside any transaction and any actor, for infrastructure whose tables have no row-level security. Returns its rows. */
  query<Rows = unknown[]>(sql: string, parameters?: readonly unknown[]): Promise<Rows> {
    return this.borrowed((client) => rowsOf(client, sql, parameters));
  }

  /** How many connections there are by state, and how many callers wait for one. */
  get connections(): { readonly busy: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  /**
   * One transaction under the row-level security of the context's actor. Runs once more when it collides with another transaction.
   * With an idempotency key in the context the result (plain JSON data) is stored in the same transaction, and a repeated
   * request gets the stored result instead of a second effect.
   * @throws DomainError `http.idempotency-key-reused` when the key came with another request before, `http.result-erased` when its result was about
   * a person who has been erased.
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

  /** The same, and all of it sees one moment: what one statement finds fits what another finds. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.within(begin(requestContext.get(), 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'), work);
  }

  /**
   * Several statements without parameters in one round trip and one transaction, for infrastructure whose tables have no row-level security.
   * Each sees what was committed before it began. Returns the rows of each.
   */
  async script(statements: readonly string[]): Promise<readonly (readonly unknown[])[]> {
    return this.borrowed(async (client) => {
      const results = (await client.query(statements.join(';'))) as unknown as { rows: unknown[] }[];
      return results.map(({ rows }) => rows);
    });
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>, context: RequestContext): Promise<T> {
    const { idempotency, actor } = context;
    if (!idempotency) return this.within(begin(context), work);
    try {
      return await this.within(begin(context), async (tx) => {
        const result = await work(tx);
        withoutWaiting(tx, keep(tx, actor.subject, idempotency, result));
        return result;
      });
    } catch (error) {
      // Repeated requests are few: they try, fail at the stored key if not before, and then look.
      const earlier = await this.earlier<T>(actor.subject, idempotency.key).catch(() => undefined);
      if (!earlier) throw error;
      if (earlier.erased_at) throw resultErased();
      if (earlier.request_hash !== idempotency.hash) throw idempotencyKeyReused();
      idempotency.replayed = true;
      return earlier.result;
    }
  }

  /** @throws DomainError `persistence.database-away` */
  private async connection(): Promise<PoolClient> {
    for (let tries = TRIES_BETWEEN_PASSWORDS; ; tries -= 1) {
      try {
        return await this.pool.connect();
      } catch (error) {
        if (databaseErrorCode(error) !== INVALID_PASSWORD || tries === 0) throw databaseAway(error);
        await delay(PAUSE_BETWEEN_PASSWORDS_MS);
      }
    }
  }

  private async borrowed<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connection();
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private async earlier<T>(caller: string, key: string): Promise<Earlier<T> | undefined> {
    const [row] = await this.query<Earlier<T>[]>(
      'SELECT request_hash, result, erased_at FROM idempotency_key WHERE caller = $1 AND key = $2',
      [caller, key],
    );
    return row;
  }

  private async within<T>(opening: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.connection();
    const tx = new Transaction(client);
    try {
      // Not waited for: the connection is pipelined, and when these statements fail, so does everything after them.
      client.query(opening).catch(() => undefined);
      const result = await work(tx);
      await commit(client, tx);
      tx.after.forEach((action) => action());
      client.release();
      return result;
    } catch (error) {
      // The first error is the one worth telling.
      await rollBack(client);
      throw error;
    }
  }
}

interface Earlier<T> {
  readonly request_hash: string;
  readonly result: T;
  readonly erased_at: Date | null;
}

/** Commits in the round trip of what is on its way. @throws when the work went on after a statement that failed: the server then rolls back without complaint. */
async function commit(client: ClientBase, { unanswered }: Transaction): Promise<void> {
  const committing = client.query('COMMIT');
  const [answer] = await Promise.all([committing, ...unanswered]);
  if (answer.command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
}

/** A connection that cannot even do that is given up; the server rolls back then. */
async function rollBack(client: PoolClient): Promise<void> {
  const failed = await client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
  client.release(failed);
}

async function rowsOf<Rows>(on: ClientBase, sql: string, parameters?: readonly unknown[]): Promise<Rows> {
  const { rows } = await on.query(sql, parameters && [...parameters]);
  return rows as Rows;
}

/** @throws RangeError for a zero byte, which would cut the statements off: what follows would run outside any transaction. */
function begin({ actor, correlationId }: RequestContext, start = 'BEGIN'): string {
  const { subject, organisation, scopes = organisation } = actor;
  const settings = Object.entries({ subject, organisation: scopes, correlation: correlationId }).map(
    ([name, value]) => `set_config('app.${name}', ${escapeLiteral(value)}, true)`,
  );
  const statements = `${start}; SELECT ${settings.join(', ')};`;
  if (statements.includes('\0')) throw new RangeError('a zero byte in the name of an actor or a correlation id');
  return statements;
}

const KEEP = 'INSERT INTO idempotency_key (caller, key, request_hash, result) VALUES ($1, $2, $3, $4)';

const keep = (tx: Tx, caller: string, { key, hash }: Idempotency, result: unknown): Promise<unknown> =>
  queryByKey(tx, KEEP, [caller, key, hash, JSON.stringify(result ?? null)]);

/** A second transaction would be answered with the first one's result, so it is refused. */
function claimKey(idempotency: Idempotency): void {
  if (idempotency.used) throw new Error('a request with an idempotency key may open one transaction only');
  idempotency.used = true;
}
