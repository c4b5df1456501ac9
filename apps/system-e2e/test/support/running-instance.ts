import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Api, clientCredentials } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { Client } from 'pg';

const START = fileURLToPath(new URL('../../../../tools/embedded/dist/start.js', import.meta.url));

export type Killable = 'contracts' | 'outcomes' | 'payments' | 'benefits' | 'gateway' | 'postgres' | 'nats';
export type WithDatabase = 'contracts' | 'outcomes' | 'payments' | 'benefits';

interface Overview {
  readonly url: string;
  readonly issuer: string;
  readonly password: string;
  readonly processes: Readonly<Record<string, number>>;
  readonly ports: { readonly postgres: number };
}

/** An instance as `npm start` starts it, in a folder of its own. */
export class RunningInstance {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(options: readonly string[]): Promise<RunningInstance> {
    if (!existsSync(START)) throw new Error('the tree is not built: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-e2e-'));
    const output: string[] = [];
    const child = spawn(process.execPath, [START, '--data', join(folder, 'data'), ...options], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
    const instance = new RunningInstance(folder, child);
    const ready = new Promise<void>((done, failed) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (text: Buffer) => {
          output.push(text.toString());
          if (output.join('').includes('Ringvirkning runs:')) done();
        });
      }
      child.once('exit', (code) => failed(new Error(`the instance ended with ${code}:\n${output.join('')}`)));
    });
    try {
      await ready;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    return instance;
  }

  get overview(): Overview {
    return JSON.parse(readFileSync(join(this.folder, 'data', 'running.json'), 'utf8')) as Overview;
  }

  /** The public API, as the demo people use it; waits for services that are coming back. */
  api(): Api {
    const { url, issuer } = this.overview;
    return new Api(url, clientCredentials({ issuer, clientId: 'seed', clientSecret: this.secret('secrets/seed-client.secret') }));
  }

  /** Kills a process without warning; it is started again by whoever watches it. */
  kill(name: Killable): void {
    const pid = this.overview.processes[name];
    if (pid === undefined) throw new Error(`${name} does not run`);
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It may be down already and on its way back.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Kills the broker and deletes everything it stored. */
  wipeBroker(): void {
    this.kill('nats');
    rmSync(join(this.folder, 'data', 'nats', 'store'), { recursive: true, force: true });
  }

  /** Rows of a service's database, read past row-level security. */
  async rows<R extends object>(service: WithDatabase, sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const client = new Client({ host: '127.0.0.1', port: this.overview.ports.postgres, user: 'postgres', password: this.secret('postgres/superuser.password'), database: `rv_${service}` });
    await client.connect();
    try {
      return (await client.query<R>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Waits until every event has been taken in by everyone who must. */
  async settled(timeoutMs = 90_000): Promise<void> {
    const behind = `SELECT h.subject FROM outbox_head h JOIN outbox_receipt r ON r.subject = h.subject WHERE r.upto < h.last_seq
      UNION ALL SELECT subject FROM outbox WHERE seq IS NULL`;
    await eventually(async () => {
      for (const service of ['contracts', 'outcomes', 'payments'] as const) {
        const open = await this.rows(service, behind);
        if (open.length > 0) throw new Error(`${service}: events not taken in yet: ${JSON.stringify(open.slice(0, 3))}`);
      }
    }, { timeout: timeoutMs });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private secret(file: string): string {
    return readFileSync(join(this.folder, 'data', file), 'utf8').trim();
  }
}
