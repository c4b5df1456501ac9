import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Generous: a machine that does much else begins slowly. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Makes `data` a copy of the folder `begun`. The first who needs it begins it, while the others wait.
 * @param begin fills an empty folder, and empties it again when it fails; its error is thrown, and the next who needs it tries anew.
 */
export async function copyBegunData(
  begun: string,
  data: string,
  begin: (folder: string) => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!existsSync(begun)) {
    if (Date.now() > deadline) throw new Error(`${begun} is not there within ${PATIENCE_MS / 60_000} minutes`);
    if (!(await beginOnce(begun, begin))) await delay(100);
  }
  // It keeps owners, which the copy of Node does not: the database server may be another user.
  await run('cp', ['-a', begun, data]);
}

/** @returns false when somebody else is at it. */
async function beginOnce(begun: string, begin: (folder: string) => Promise<void>): Promise<boolean> {
  const half = `${begun}.new`;
  try {
    mkdirSync(half, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
  try {
    // Since we looked, somebody else may have made it.
    if (existsSync(begun)) return true;
    await begin(half);
    renameSync(half, begun);
    return true;
  } finally {
    await run('rm', ['-rf', half]);
  }
}
