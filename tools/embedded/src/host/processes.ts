import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A signal and how long to wait for it to work, in milliseconds, before the next one is tried. */
export type StopStep = readonly [signal: NodeJS.Signals, patienceMs: number];

/** Arguments of a running process; undefined when there is none (a zombie has no arguments either). */
export function argumentsOf(pid: number): readonly string[] | undefined {
  if (process.platform === 'linux') {
    try {
      const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
      return args.length > 0 ? args : undefined;
    } catch {
      return undefined;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
  } catch {
    return undefined;
  }
}

/** True when `pid` runs and carries `argument` on its command line: a bare pid may have been given to somebody else since. */
export const runsWith = (pid: number, argument: string): boolean => argumentsOf(pid)?.includes(argument) ?? false;

/** When a process started, as an opaque text; together with the pid it names one process for ever. Undefined when it is not running. */
export function startedAt(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may hold spaces; state is field 3, starttime field 22 of proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Polls every 20 ms until `done` answers something else than undefined or false. @returns that answer, or undefined after `patienceMs`. */
export async function until<T>(done: () => T | undefined | false, patienceMs: number): Promise<T | undefined> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = done();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) return undefined;
    await delay(20);
  }
}

/** Stops a process that is ours (`argument` is on its command line) step by step. @throws Error when it outlives the last step. */
export async function stopProcess(pid: number, argument: string, steps: readonly StopStep[]): Promise<void> {
  for (const [signal, patienceMs] of steps) {
    if (!runsWith(pid, argument)) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal; the next look says so.
    }
    if (await until(() => !runsWith(pid, argument), patienceMs)) return;
  }
  throw new Error(`Process ${pid} (${argument}) does not stop.`);
}
