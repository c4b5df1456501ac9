import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { RunningNats } from '@ringvirkning/embedded';
import type { Databases } from './databases.js';
import type { Line } from './line.js';
import { type Giver, type Kind, type Noted } from './post.js';
import type { Book } from './stand-in.js';
import type { Called, Environments, Order } from './town-process.js';

/** A town's process, which is compiled; the same from a source and from what was built of it. */
const PROCESS = new URL('../dist/town-process.js', import.meta.url);

export interface TownParts {
  readonly id: string;
  /** Undefined where nobody is to cut it. */
  readonly line: Line | undefined;
  readonly environments: Environments;
  readonly databases: Databases;
  /** The server of this town; started anew it is another. */
  nats: RunningNats;
  /** With an empty store. */
  readonly startNatsAnew: () => Promise<RunningNats>;
  readonly token: (role: 'municipal-director' | 'controller') => Promise<string>;
}

/** A municipality: a process with its partnership service and services that have post, databases, a broker and a line to the hub of its own. */
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
    const { line } = this.parts;
    if (!line) throw new Error('the region was started without lines that can be cut');
    return line;
  }
  get pid(): number {
    return this.child!.pid!;
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
    const environments = [...this.parts.environments];
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
  /** Waits until so many of what was given since the process started have their outcome. @throws Error when one of them is not booked. */
  async settled(count: number): Promise<void> {
    const others = await this.ask({ what: 'settled', count });
    if (others !== 0) throw new Error(`${this.id}: ${String(others)} messages were not booked`);
  }
  async signedAt(message: object, at: string): Promise<string> {
    return (await this.ask({ what: 'sign', message, at })) as string;
  }
  /** Milliseconds of CPU that the process has taken. */
  async cpu(): Promise<number> {
    const { user, system } = (await this.ask({ what: 'cpu' })) as NodeJS.CpuUsage;
    return (user + system) / 1000;
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

  /** What the service that has a kind of message has given, booked or heard to be settled. */
  noted(book: Book, by: Giver = 'contracts'): Promise<Noted[]> {
    return this.parts.databases.query(by, `SELECT peer, id, outcome FROM ${book}`);
  }
  /** What is in the way to a partner and not numbered. */
  waitingPost(): Promise<{ readonly peer: string; readonly message_id: string }[]> {
    return this.parts.databases.query('partnership', 'SELECT peer, message_id FROM post WHERE content IS NOT NULL');
  }

  /** Place of the last fact of its exchange. */
  async lastPlace(): Promise<number> {
    const [head] = await this.parts.databases.query<{ place: string }>('partnership', 'SELECT place FROM fact_head');
    return Number(head!.place);
  }
  /** The facts after a place, in their order, as they are stored. */
  async factsAfter(place: number): Promise<string[]> {
    const sql = `SELECT body FROM fact WHERE place > ${place} ORDER BY place`;
    const rows = await this.parts.databases.query<{ body: string }>('partnership', sql);
    return rows.map(({ body }) => body);
  }

  /** Takes a backup of its databases, with the process stopped for it. @returns how it is put in again, with an empty broker. */
  async backup(): Promise<() => Promise<void>> {
    const { databases } = this.parts;
    await this.stop();
    await databases.copy();
    await this.start();
    return async () => {
      await this.kill();
      await this.parts.nats.stop();
      await databases.putBack();
      this.parts.nats = await this.parts.startNatsAnew();
      await this.start();
    };
  }

  /** Takes all of it away. */
  async end(): Promise<void> {
    await this.kill();
    await this.parts.nats.stop();
    this.parts.line?.close();
    await this.parts.databases.drop();
  }
}
