import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** What `running.json` tells of one instance. */
export interface InstanceOverview {
  readonly url: string;
  readonly issuer: string;
  readonly password: string;
  /** Pids by name: `services` or each service, `postgres`, `nats`. */
  readonly processes: Readonly<Record<string, number>>;
  readonly ports: { readonly postgres: number };
}
interface ActingClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One instance that runs: who may act there, what happens to its processes, and what stands in its databases. */
export class OneInstance {
  /** @param data Folder of its data. */
  constructor(readonly data: string) {}

  get overview(): InstanceOverview {
    return JSON.parse(readFileSync(join(this.data, 'running.json'), 'utf8')) as InstanceOverview;
  }

  /** The client that may act for the demo people. */
  get seedClient(): ActingClient {
    return { issuer: this.overview.issuer, clientId: 'seed', clientSecret: this.secret('secrets/seed-client.secret') };
  }

  /** Kills a process without warning; it is started again by whoever watches it. @returns false when it is down already, on its way back. */
  kill(name: string): boolean {
    const pid = this.overview.processes[name];
    if (pid === undefined) throw new Error(`no process ${name}`);
    return killed(pid);
  }

  /** Kills the broker and deletes everything it stored. */
  wipeBroker(): void {
    this.kill('nats');
    rmSync(join(this.data, 'nats', 'store'), { recursive: true, force: true });
  }

  /** Rows of a service's database, read past row-level security. */
  async rows<R extends object>(service: string, sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const client = await this.connect(service);
    try {
      return (await client.query<R>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** A superuser's connection to a service's database; the caller ends it. */
  async connect(service: string): Promise<Client> {
    const client = new Client({
      host: '127.0.0.1',
      port: this.overview.ports.postgres,
      user: 'postgres',
      password: this.secret('postgres/superuser.password'),
      database: `rv_${service}`,
    });
    await client.connect();
    return client;
  }

  private secret(file: string): string {
    return readFileSync(join(this.data, file), 'utf8').trim();
  }
}

/** Kills a process. @returns false when there is none. */
export function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}
