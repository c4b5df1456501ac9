import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createUser, fromSeed } from '@nats-io/nkeys';
import { privateFolder } from '../host/folders.js';
import { runsWith, stopProcess, until, type StopStep } from '../host/processes.js';
import { secretFile, writeSecret, type KeepSecret } from '../host/secret-files.js';
import type { RunningServer } from '../postgres/postgres.js';
import { findNatsServer } from './nats-binary.js';
import { natsConfig, type HubLine, type NatsUser } from './nats-config.js';

export interface NatsOptions {
  /** Folder that keeps the JetStream store, configuration and the administrator's seed. Only one start at a time may use it. */
  readonly dataDir: string;
  /** Users of the services with their permissions; an administrator `admin` with all permissions is added. */
  readonly users: readonly NatsUser[];
  /** TCP port on the loopback interface; free one when absent. */
  readonly port?: number | undefined;
  readonly maxPayload?: number | undefined;
  /** What the server is called where it meets others. */
  readonly name?: string;
  readonly hub?: HubLine | undefined;
}

export interface RunningNats extends RunningServer {
  /** Nkey seed of the administrator. Kept in `<dataDir>/admin.nk`. */
  readonly adminSeed: string;
}

/** A user's nkey pair: the server knows the public key, the user proves itself with the seed. */
export interface NatsKey {
  readonly seed: string;
  readonly publicKey: string;
}

const STOP: readonly StopStep[] = [
  ['SIGTERM', 15_000],
  ['SIGKILL', 5_000],
];
const READY_PATIENCE_MS = 120_000;

/** The nkey kept in `path` (0600), generated at first use. */
export function natsKeyFile(path: string, keep: KeepSecret = secretFile): NatsKey {
  const seed = keep(path, () => new TextDecoder().decode(createUser().getSeed()));
  return { seed, publicKey: fromSeed(new TextEncoder().encode(seed)).getPublicKey() };
}

/**
 * Starts nats-server with JetStream on 127.0.0.1 and waits until it accepts connections. A server left over by a killed
 * parent is stopped first.
 * @throws Error with the end of the server's log when it does not start, or as findNatsServer.
 */
export async function startNats({ dataDir, users, port, ...options }: NatsOptions): Promise<RunningNats> {
  const admin = natsKeyFile(join(privateFolder(resolve(dataDir)), 'admin.nk'));
  const all: NatsUser[] = [...users, { name: 'admin', publicKey: admin.publicKey }];
  const server = await startServer(dataDir, (places) =>
    natsConfig({ ...options, ...places, port: port ?? -1, users: all }),
  );
  return { ...server, adminSeed: admin.seed };
}

/** Where a server keeps its things. */
export interface Places {
  readonly storeDir: string;
  readonly portsDir: string;
}

export interface RunningBroker extends RunningServer {
  /** Writes another configuration, and has the server read it. */
  readonly reconfigure: (configuration: (places: Places) => string) => void;
}

/** Starts a server of its own on a folder, with whatever configuration. */
export async function startServer(dataDir: string, configuration: (places: Places) => string): Promise<RunningBroker> {
  const folder = privateFolder(resolve(dataDir));
  const binary = await findNatsServer();
  const { config, pidFile, log } = files(folder);
  await stopNats(folder);
  const places = { storeDir: join(folder, 'store'), portsDir: join(folder, 'ports') };
  rmSync(places.portsDir, { recursive: true, force: true });
  mkdirSync(places.portsDir);
  const write = (next: typeof configuration) => writeSecret(config, next(places));
  write(configuration);
  const child = spawnServer(binary, config, log);
  if (child.pid === undefined) await once(child, 'error').then(([error]) => Promise.reject(error as Error));
  const pid = child.pid as number;
  writeFileSync(pidFile, String(pid));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await until(
    () => (child.exitCode === null && child.signalCode === null ? listening(places.portsDir, pid) : ''),
    READY_PATIENCE_MS,
  );
  if (!url) {
    await stopProcess(pid, config, STOP);
    throw new Error(
      `nats-server does not start with ${config}:\n${readFileSync(log, 'utf8').split('\n').slice(-12).join('\n')}`,
    );
  }
  const stop = async () => {
    child.ref();
    await stopProcess(pid, config, STOP);
    await ended;
  };
  const reconfigure = (next: typeof configuration) => {
    write(next);
    child.kill('SIGHUP');
  };
  return { url, port: Number(new URL(url).port), pid, ended, stop, reconfigure };
}

/** Stops the server that runs on `dataDir`, if any; for a server whose parent was killed. */
export async function stopNats(dataDir: string): Promise<void> {
  const { config, pidFile } = files(resolve(dataDir));
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
  if (pid && runsWith(pid, config)) await stopProcess(pid, config, STOP);
}

const files = (folder: string) => ({
  config: join(folder, 'nats.json'),
  pidFile: join(folder, 'nats.pid'),
  log: join(folder, 'nats.log'),
});

function spawnServer(binary: string, config: string, log: string): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C in a terminal must not stop the broker before the services that use it.
  const child = spawn(binary, ['--config', config], { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.unref();
  return child;
}

/** The server writes the addresses it listens on into `nats-server_<pid>.ports` once it is ready. */
function listening(portsDir: string, pid: number): string | undefined {
  const file = join(portsDir, `nats-server_${pid}.ports`);
  if (!existsSync(file)) return undefined;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { nats?: string[] }).nats?.[0];
  } catch {
    return undefined; // half written
  }
}
