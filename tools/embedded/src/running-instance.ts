import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { freePort } from './host/ports.js';
import { removeCluster } from './postgres/cluster.js';

/** The same place seen from `src` and from `dist`. */
const START = fileURLToPath(new URL('../dist/start.js', import.meta.url));

/** Generous: a machine that does much else starts slowly. */
const PATIENCE_MS = 5 * 60_000;
/** How long it may take to end what it started. */
const STOP_MS = 60_000;

/** What `running.json` tells. */
interface Overview {
  readonly url: string;
  readonly issuer: string;
  readonly password: string;
  /** Pids by name: `services` or each service, `postgres`, `nats`. */
  readonly processes: Readonly<Record<string, number>>;
  readonly ports: { readonly postgres: number };
}

/** An instance as `npm start` starts it, in a folder of its own, for tests and benchmarks. The tree must be built. */
export class RunningInstance {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param options as after `npm start --`. @throws Error with all output when it does not start. */
  static async start(options: readonly string[]): Promise<RunningInstance> {
    if (!existsSync(START)) throw new Error('the tree is not built: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-instance-'));
    // A port of its own: several may start at once, and each would find the usual one free.
    const child = spawn(
      process.execPath,
      [START, '--data', join(folder, 'data'), '--port', String(await freePort()), ...options],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    const instance = new RunningInstance(folder, child);
    let output = '';
    try {
      await new Promise<void>((done, failed) => {
        const patience = setTimeout(
          () => failed(new Error(`the instance does not start within ${PATIENCE_MS / 60_000} minutes:\n${output}`)),
          PATIENCE_MS,
        );
        const hear = (text: string): void => {
          output += text;
          if (!output.includes('Ringvirkning runs:')) return;
          clearTimeout(patience);
          done();
        };
        for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
        child.once('exit', (code) => {
          clearTimeout(patience);
          failed(new Error(`the instance ended with ${code}:\n${output}`));
        });
      });
    } catch (error) {
      await instance.stop();
      throw error;
    }
    return instance;
  }

  get overview(): Overview {
    return JSON.parse(readFileSync(join(this.folder, 'data', 'running.json'), 'utf8')) as Overview;
  }

  /** The client that may act for the demo people. */
  get seedClient(): { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } {
    return { issuer: this.overview.issuer, clientId: 'seed', clientSecret: this.secret('secrets/seed-client.secret') };
  }

  /** Kills a process without warning; it is started again by whoever watches it. @returns false when it is down already, on its way back. */
  kill(name: string): boolean {
    const pid = this.overview.processes[name];
    if (pid === undefined) throw new Error(`no process ${name}`);
    try {
      return process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      return false;
    }
  }

  /** Kills the broker and deletes everything it stored. */
  wipeBroker(): void {
    this.kill('nats');
    rmSync(join(this.folder, 'data', 'nats', 'store'), { recursive: true, force: true });
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

  /** Everything that its processes have written to their logs. */
  logs(): string {
    return globSync('data/**/*.log', { cwd: this.folder })
      .map((file) => readFileSync(join(this.folder, file), 'utf8'))
      .join('\n');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
      clearTimeout(force);
    }
    this.remove();
  }

  private remove(): void {
    removeCluster(join(this.folder, 'data', 'postgres'));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private secret(file: string): string {
    return readFileSync(join(this.folder, 'data', file), 'utf8').trim();
  }
}
