import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { startedAt } from './processes.js';

/** Names the process that holds something: a pid alone may have been given to another program since. */
export interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Holds what the file `path` stands for until the file is removed, and takes over from a process that is gone.
 * @throws Error in the words of `refusal` when a process that runs holds it.
 */
export function takeLock(path: string, refusal: (holder: Holder) => string): void {
  const own = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) });
  for (;;) {
    try {
      return writeFileSync(path, own, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder && startedAt(holder.pid) === holder.startedAt) throw new Error(refusal(holder));
    rmSync(path, { force: true });
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined; // gone meanwhile, or half written by a process that was killed
  }
}
