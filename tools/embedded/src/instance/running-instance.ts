import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { othersCanReach } from '../host/folders.js';
import { removeCluster } from '../postgres/cluster.js';
import { copyBegunData } from './begun-data.js';
import { StartProcess } from './start-process.js';

/** What `running.json` tells of one instance. */
interface InstanceOverview {
  readonly url: string;
  readonly issuer: string;
  readonly password: string;
  /** Pids by name: `services` or each service, `postgres`, `nats`. */
  readonly processes: Readonly<Record<string, number>>;
  readonly ports: { readonly postgres: number };
}
/** What it tells: of the first instance, and of each. */
interface Overview extends InstanceOverview {
  readonly instances: readonly (InstanceOverview & { readonly instance: string; readonly name: string })[];
  readonly hub?: { readonly pid: number };
}
interface ActingClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * An instance as `npm start` starts it, in a folder of its own, for tests and benchmarks. The tree must be built. In a test run, which names
 * a folder for it in `RV_TEST_INSTANCES`, only the first of each kind begins from nothing.
 */
export class RunningInstance {
  private constructor(
    private readonly folder: string,
    private readonly process: StartProcess,
  ) {}

  /** @param options as after `npm start --`. @throws Error with all output when it does not start. */
  static async start(options: readonly string[]): Promise<RunningInstance> {
    const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-instance-'));
    // The database server, which may be another user, passes: so its data lie here, too.
    chmodSync(folder, 0o711);
    const data = join(folder, 'data');
    try {
      const shelf = process.env['RV_TEST_INSTANCES'];
      // Where the database server does not pass, its data lie elsewhere and are not copied with the rest.
      if (shelf && othersCanReach(join(shelf, 'data'))) await takeFromShelf(shelf, options, data);
      return new RunningInstance(folder, await StartProcess.start(data, options));
    } catch (error) {
      remove(folder);
      throw error;
    }
  }

  get overview(): Overview {
    return JSON.parse(readFileSync(join(this.folder, 'data', 'running.json'), 'utf8')) as Overview;
  }

  /** The client that may act for the demo people. */
  get seedClient(): ActingClient {
    return { issuer: this.overview.issuer, clientId: 'seed', clientSecret: this.secret('secrets/seed-client.secret') };
  }

  /** A further instance of the same start (`--instances 2`): where it is, and the client that may act for its people. */
  further(instance: string): InstanceOverview & { readonly seedClient: ActingClient } {
    const found = this.overview.instances.find((each) => each.instance === instance);
    if (!found) throw new Error(`no instance ${instance}`);
    const clientSecret = this.secret(`instances/${instance}/secrets/seed-client.secret`);
    return { ...found, seedClient: { issuer: found.issuer, clientId: 'seed', clientSecret } };
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

  /** Everything that it keeps in files, but for the databases: what was sent over the broker, evidence, logs. */
  *files(): Generator<{ readonly path: string; readonly bytes: Buffer }> {
    for (const path of globSync('data/**/*', { cwd: this.folder, exclude: ['data/**/postgres/cluster/**'] })) {
      const file = join(this.folder, path);
      if (statSync(file).isFile()) yield { path, bytes: readFileSync(file) };
    }
  }

  async stop(): Promise<void> {
    await this.process.stop();
    remove(this.folder);
  }

  private secret(file: string): string {
    return readFileSync(join(this.folder, 'data', file), 'utf8').trim();
  }
}

/** Data of an instance that was started and stopped. The seed counts from today: what was begun yesterday is not used after midnight. */
async function takeFromShelf(shelf: string, options: readonly string[], data: string): Promise<void> {
  const several = options.indexOf('--instances');
  const kind = [
    ...options.filter((option) => option === '--no-seed'),
    ...(several < 0 ? [] : options.slice(several, several + 2)),
  ];
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' });
  await copyBegunData(join(shelf, ['begun', ...kind, today].join('-')), data, async (folder) => {
    try {
      await (await StartProcess.start(folder, kind)).stop();
    } catch (error) {
      removeClusters(folder);
      throw error;
    }
  });
}

function remove(folder: string): void {
  removeClusters(join(folder, 'data'));
  rmSync(folder, { recursive: true, force: true });
}

function removeClusters(data: string): void {
  for (const postgres of ['postgres', ...globSync('instances/*/postgres', { cwd: data })])
    removeCluster(join(data, postgres));
}
