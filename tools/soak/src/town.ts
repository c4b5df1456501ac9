import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { RunningNats } from '@ringvirkning/embedded';
import type { TestDatabase } from '@ringvirkning/testing';
import { Client } from 'pg';
import type { Line } from './line.js';
import type { Kind } from './stand-in.js';
import type { Called, Environments, Hosted, Order } from './town-process.js';

/** A town's process, which is compiled; the same from a source and from what was built of it. */
const PROCESS = new URL('../dist/town-process.js', import.meta.url);

export interface TownParts {
  readonly id: string;
  readonly line: Line;
  readonly environments: Environments;
  readonly databases: Readonly<Record<Hosted, TestDatabase>>;
  /** The server of this town; started anew it is another. */
  nats: RunningNats;
  /** With an empty store. */
  readonly startNatsAnew: () => Promise<RunningNats>;
  readonly token: (role: 'municipal-director' | 'controller') => Promise<string>;
  readonly superUrl: string;
}

/** One row of the stand-in's books. */
export interface Noted {
  readonly peer: string;
  readonly id: string;
  readonly outcome: string | null;
}

/** A municipality: a process with its partnership service and a service that has post, databases, a broker and a line to the hub of its own. */
export class Town {
  clockIsOffMs = 0;
  private child: ChildProcess | undefined;
  private url = '';
  private calls = 0;
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  constructor(private readonly parts: TownParts) {}

  get id(): string {
    return this.parts.id;
  }
  get line(): Line {
    return this.parts.line;
  }
  get isUp(): boolean {
    return this.child !== undefined;
  }

  async start(): Promise<void> {
    const child = fork(PROCESS);
    this.child = child;
    child.on('message', ({ call, result, error }: { call: number; result?: unknown; error?: string }) => {
      const waiting = this.waiting.get(call);
      this.waiting.delete(call);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(`${this.id}: ${error}`));
    });
    const { environments } = this.parts;
    this.url = (await this.ask({ what: 'start', environments, clockIsOffMs: this.clockIsOffMs })) as string;
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = undefined;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    for (const { reject } of this.waiting.values()) reject(new Error(`${this.id} was killed`));
    this.waiting.clear();
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    await this.ask({ what: 'stop' });
    this.child = undefined;
    child.disconnect();
    await once(child, 'exit');
  }

  give(to: string, kind: Kind, ids: readonly string[]): Promise<unknown> {
    return this.ask({ what: 'give', to, kind, ids });
  }
  async signedAt(message: object, at: string): Promise<string> {
    return (await this.ask({ what: 'sign', message, at })) as string;
  }

  private ask(order: Order): Promise<unknown> {
    const { child } = this;
    if (!child?.connected) return Promise.reject(new Error(`${this.id} does not run`));
    const call = (this.calls += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      child.send({ call, order } satisfies Called);
    });
  }

  /** @throws Error with the problem that it answers. */
  async http<T = Record<string, unknown>>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    role: 'municipal-director' | 'controller' = 'municipal-director',
  ): Promise<T> {
    const response = await fetch(`${this.url}/api/partnership${path}`, {
      method,
      headers: { Authorization: `Bearer ${await this.parts.token(role)}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${this.id} ${path}: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  /** What its service has given, booked or heard to be settled. */
  noted(book: 'given' | 'booked' | 'settled'): Promise<Noted[]> {
    return this.query(this.parts.databases.contracts.database, `SELECT peer, id, outcome FROM ${book}`);
  }
  /** What is in the way to a partner and not numbered. */
  waitingPost(): Promise<{ readonly peer: string; readonly message_id: string }[]> {
    return this.query(
      this.parts.databases.partnership.database,
      'SELECT peer, message_id FROM post WHERE content IS NOT NULL',
    );
  }

  /** Takes a backup of both databases, with the process stopped for it. @returns how it is put in again, with an empty broker. */
  async backup(): Promise<() => Promise<void>> {
    const databases = Object.values(this.parts.databases).map(({ database }) => database);
    const over = (statements: (database: string) => readonly string[]) => databases.flatMap(statements);
    await this.stop();
    await this.asSuperuser(over((name) => [`CREATE DATABASE ${name}_copy TEMPLATE ${name} OWNER ${name}_owner`]));
    await this.start();
    return async () => {
      await this.kill();
      await this.parts.nats.stop();
      await this.asSuperuser(
        over((name) => [
          `DROP DATABASE ${name} WITH (FORCE)`,
          `ALTER DATABASE ${name}_copy RENAME TO ${name}`,
          `GRANT CONNECT ON DATABASE ${name} TO ${name}_app`,
        ]),
      );
      this.parts.nats = await this.parts.startNatsAnew();
      await this.start();
    };
  }

  /** Takes all of it away. */
  async end(): Promise<void> {
    await this.kill();
    await this.parts.nats.stop();
    this.parts.line.close();
    for (const database of Object.values(this.parts.databases)) await database.drop();
  }

  private asSuperuser(statements: readonly string[]): Promise<void> {
    return this.connected('postgres', async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  }
  private query<Row>(database: string, sql: string): Promise<Row[]> {
    return this.connected(database, async (client) => (await client.query(sql)).rows as Row[]);
  }
  private async connected<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
    const url = new URL(this.parts.superUrl);
    url.pathname = `/${database}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
