import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { serverAccount, type Account } from '../host/folders.js';
import { freePort } from '../host/ports.js';
import { argumentsOf, runsWith, stopProcess, until, type StopStep } from '../host/processes.js';
import { secretFile } from '../host/secret-files.js';
import { postgresBinaries } from './binaries.js';
import { clusterFolder, createCluster, serverEnvironment } from './cluster.js';

export interface PostgresOptions {
  /** Folder that keeps data, password and log between starts. Only one start at a time may use it (the caller's lock). */
  readonly dataDir: string;
  /** TCP port on the loopback interface; free one when absent. */
  readonly port?: number | undefined;
  /** False trades the safety of committed data on a power cut for speed: tests. Default true. */
  readonly durable?: boolean;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended, asked or not. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

// Fast shutdown, then immediate (recovers at the next start).
const STOP: readonly StopStep[] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
const START_ATTEMPTS = 5;
const READY_PATIENCE_MS = 120_000;

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections; creates the data on first use. A server left over
 * by a killed parent is stopped first.
 * @returns url of the superuser (password authentication).
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startPostgres({ dataDir, port, durable = true }: PostgresOptions): Promise<RunningServer> {
  const binaries = await postgresBinaries();
  const account = serverAccount();
  const folder = clusterFolder(resolve(dataDir), account);
  const password = secretFile(join(dataDir, 'superuser.password'));
  const data = await createCluster(folder, password, binaries, account, durable);
  await stopLeftover(data);
  const log = join(dataDir, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const child = spawnServer(binaries.postgres, data, chosen, durable, account, log);
    if (await ready(child, data)) return running(child, data, chosen, password);
    // Another process may take a free port first, and a killed server's children need a moment to let go of its memory.
    if (attempt === START_ATTEMPTS)
      throw new Error(
        `PostgreSQL does not start in ${data}:\n${readFileSync(log, 'utf8').split('\n').slice(-12).join('\n')}`,
      );
    await delay(200 * attempt);
  }
}

/** Stops the server that runs on `dataDir`, if any; for a server whose parent was killed. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const place = join(resolve(dataDir), 'cluster');
  if (existsSync(place)) await stopLeftover(join(realpathSync(place), 'data'));
}

async function stopLeftover(data: string): Promise<void> {
  const pid = Number(pidFile(data)?.[0]);
  if (!pid) return;
  if (runsWith(pid, data)) await stopProcess(pid, data, STOP);
  // The pid now belongs to another program; PostgreSQL, which only looks whether it lives, would refuse to start.
  else if (argumentsOf(pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** What a statement holds is people's data, and its errors quote it. The services log their errors themselves, without content. */
const WITHOUT_CONTENT = { log_min_messages: 'fatal', log_min_error_statement: 'panic', log_error_verbosity: 'terse' };

function spawnServer(
  binary: string,
  data: string,
  port: number,
  durable: boolean,
  account: Account | undefined,
  log: string,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '64MB',
    // Small machines and containers have little shared memory for parallel queries.
    max_parallel_workers_per_gather: '0',
    max_wal_size: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...WITHOUT_CONTENT,
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const output = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C in a terminal must not stop the database before the services that use it.
  const child = spawn(
    binary,
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: data,
      env: serverEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  closeSync(output);
  child.unref();
  return child;
}

/** The postmaster writes its state on line 8 of its pid file. @returns false when the process ended instead. */
async function ready(child: ChildProcess, data: string): Promise<boolean> {
  if (child.pid === undefined) await once(child, 'error').then(([error]) => Promise.reject(error as Error));
  const outcome = await until(() => {
    if (child.exitCode !== null || child.signalCode !== null) return 'ended';
    const lines = pidFile(data);
    return lines && Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready' && 'ready';
  }, READY_PATIENCE_MS);
  if (outcome === undefined) child.kill('SIGKILL');
  return outcome === 'ready';
}

function running(child: ChildProcess, data: string, port: number, password: string): RunningServer {
  const pid = child.pid as number;
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    ended,
    stop: async () => {
      child.ref();
      await stopProcess(pid, data, STOP);
      await ended;
    },
  };
}

function pidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}
