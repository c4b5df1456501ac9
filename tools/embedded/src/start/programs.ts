import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from './environments.js';

export type { Environment };

/** A Node program of the workspace. */
export interface Program {
  readonly name: string;
  /** Compiled entry point. */
  readonly script: string;
  readonly env: Environment;
  /** Its output goes here; the log before is kept as `<log>.1`. */
  readonly log: string;
  /** Answers 200 on each of these once it is ready. */
  readonly readyUrls: readonly string[];
}

/** Hears what happens to what is kept running. */
export interface Observer {
  /** A sentence for the terminal. */
  say(line: string): void;
  /** A process was started anew: its pid has changed. */
  restarted(): void;
}

export interface SupervisedProgram {
  readonly name: string;
  /** Process now; changes with a restart. */
  readonly pid: () => number | undefined;
  stop(): Promise<void>;
}

const BEFOREHAND = ['./follow-parent.js', './own-source-maps.js'].flatMap((file) => [
  '--import',
  new URL(file, import.meta.url).href,
]);
/**
 * A bounded heap: all services of a municipality stay far below 400 MB while 20,000 claims come in, and 100,000 at once still fit. One helper thread for V8: its usual
 * four clear away garbage on every core at once, and on a small machine all requests wait meanwhile. Files that stream through ask for collections themselves.
 * A small nursery, and old space that is collected before it has grown by half: together 25 MB less at most, at the same speed.
 * Nothing is made old from its start because others of its kind became so: of a million facts that are evaluated most of what was made so is garbage at once.
 */
export const MODEST_NODE = [
  ...['--v8-pool-size=1', '--max-semi-space-size=8', '--max-old-space-size=256', '--heap-growing-percent=30'],
  ...['--no-allocation-site-pretenuring', '--expose-gc'],
];
const STOP_PATIENCE_MS = 15_000;
const READY_PATIENCE_MS = 120_000;
const FIRST_TRIES = 3;
const LONGEST_PAUSE_MS = 30_000;
/** After running this long a crash counts as the first one again. */
const HEALTHY_MS = 60_000;

/**
 * Starts a program, waits until it is ready, and starts it again, with growing pauses, whenever it ends unasked.
 * @throws Error with the end of its log when it ends three times before it was ever ready.
 */
export async function supervise(program: Program, observer: Observer, signal: AbortSignal): Promise<SupervisedProgram> {
  if (existsSync(program.log)) renameSync(program.log, `${program.log}.1`);
  const state = { stopping: false, crashes: 0, everReady: false };
  let child = launch(program);
  const run = (async () => {
    for (;;) {
      const launchedAt = Date.now();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (state.stopping) return;
      state.crashes = Date.now() - launchedAt > HEALTHY_MS ? 1 : state.crashes + 1;
      if (!state.everReady && state.crashes >= FIRST_TRIES)
        throw new Error(
          `${program.name} does not start. Its log (${program.log}) ends with:\n${lastLines(program.log)}`,
        );
      const pauseMs = Math.min(250 * 2 ** state.crashes, LONGEST_PAUSE_MS);
      if (state.everReady)
        observer.say(
          `${program.name} ended (${child.signalCode ?? `code ${child.exitCode}`}); starting it again in ${pauseMs / 1000} s`,
        );
      await delay(pauseMs);
      if (state.stopping) return;
      child = launch(program);
      observer.restarted();
    }
  })();
  const stop = async () => {
    state.stopping = true;
    await stopChild(child);
    await run.catch(() => undefined);
  };
  try {
    await Promise.race([run, ready(program, signal)]);
  } catch (error) {
    await stop();
    throw error;
  }
  state.everReady = true;
  return { name: program.name, pid: () => child.pid, stop };
}

/** Runs a program to its end; its output goes to the log. @throws Error with the end of the log when it fails. */
export async function runProgram(
  { name, script, env, log }: Omit<Program, 'readyUrls'>,
  signal: AbortSignal,
): Promise<void> {
  const output = openSync(log, 'w', 0o600);
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: inherited(env),
    stdio: ['ignore', output, output],
    detached: true,
    signal,
    killSignal: 'SIGTERM',
  });
  closeSync(output);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${name} failed. Its log (${log}) ends with:\n${lastLines(log)}`);
}

function launch({ script, env, log }: Program): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  // Detached: Ctrl-C in a terminal reaches us alone, and we stop things in order.
  const child = spawn(process.execPath, [...MODEST_NODE, ...BEFOREHAND, script], {
    env: inherited(env),
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  closeSync(output);
  return child;
}

const CACHE = 'NODE_COMPILE_CACHE';
/** Of our own environment a program has only what no setting is in. */
export const inherited = (env: Environment) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  ...(process.env[CACHE] && { [CACHE]: process.env[CACHE] }),
  TZ: 'UTC',
  ...env,
});

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await gone;
  clearTimeout(killer);
}

async function ready({ name, readyUrls, log }: Program, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_PATIENCE_MS;
  for (const url of readyUrls) {
    while (!(await answers(url))) {
      signal.throwIfAborted();
      if (Date.now() > deadline)
        throw new Error(
          `${name} is not ready after ${READY_PATIENCE_MS / 1000} s: ${url} does not answer. Its log (${log}) ends with:\n${lastLines(log)}`,
        );
      await delay(100, undefined, { signal });
    }
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  );

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
