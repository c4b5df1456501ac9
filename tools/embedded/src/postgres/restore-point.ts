import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The data of a server as they were before something was done to them, beside those it has now. */
export interface RestorePoint {
  readonly at: string;
  /** What was to be done after it is not done yet, and nothing else has written since. */
  readonly isUnderWay: boolean;
}

const places = (dataDir: string) => {
  const folder = realpathSync(join(dataDir, 'cluster'));
  const point = join(folder, 'restore-point');
  return { folder, point, data: join(folder, 'data'), left: join(folder, 'left'), note: `${point}.json` };
};

/** That of a server, undefined where there is none. */
export function restorePointOf(dataDir: string): RestorePoint | undefined {
  if (!existsSync(join(dataDir, 'cluster'))) return undefined;
  const { point, note } = places(dataDir);
  return existsSync(point) && existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as RestorePoint) : undefined;
}

/** What a restore point takes, in bytes. */
export async function bytesOfData(dataDir: string): Promise<number> {
  const { stdout } = await run('du', ['-sk', places(dataDir).data]);
  return Number.parseInt(stdout, 10) * 1024;
}

/** Copies the data of a server that is stopped; the restore point before gives way once the copy is whole. */
export async function takeRestorePoint(dataDir: string, at: string): Promise<void> {
  const { point, data, left, note } = places(dataDir);
  const half = `${point}.half`;
  for (const old of [half, left]) rmSync(old, { recursive: true, force: true });
  // It keeps owners: the server may be another user.
  await run('cp', ['-a', data, half]);
  // A power cut after what is done next must find it whole.
  await run('sync', ['-f', half]);
  // Without its note a restore point is none: one that is half removed leads nowhere.
  for (const old of [note, point]) rmSync(old, { recursive: true, force: true });
  renameSync(half, point);
  write(note, { at, isUnderWay: true });
}

/** What was to be done after it is done, or is begun anew later: an instance starts, and what is written from now on must not be lost by going back to before. */
export function settleRestorePoint(dataDir: string): void {
  const point = restorePointOf(dataDir);
  if (point?.isUnderWay) write(places(dataDir).note, { ...point, isUnderWay: false });
}

/** Puts the data back as they were; what the server has now is `left` beside them until the next restore point. Interrupted, it is finished by doing it again. @throws Error without a restore point. */
export function putBack(dataDir: string): RestorePoint {
  const back = restorePointOf(dataDir);
  if (!back) throw new Error(`${dataDir} has no restore point: upgrade takes one`);
  const { point, data, left, note } = places(dataDir);
  if (existsSync(data)) {
    rmSync(left, { recursive: true, force: true });
    renameSync(data, left);
  }
  renameSync(point, data);
  rmSync(note);
  return back;
}

function write(note: string, point: RestorePoint): void {
  writeFileSync(`${note}.new`, JSON.stringify(point), { mode: 0o600 });
  renameSync(`${note}.new`, note);
}
