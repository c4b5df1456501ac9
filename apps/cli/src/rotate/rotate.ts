import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SERVICES } from '@ringvirkning/catalogue';
import { planInstance } from '@ringvirkning/compose';
import {
  changingSecrets,
  randomSecret,
  readInstanceFile,
  secretFile,
  takeLock,
  writeSecret,
} from '@ringvirkning/embedded';
import type { Site } from '../site/site.js';
import { setPassword } from './persistence/role-password.js';

/** What can be rotated while an instance runs. */
export const ROTATED = ['database', 'session-key', 'sign-in', 'evidence-key'] as const;
export type Rotatable = (typeof ROTATED)[number];

/** What cannot, and in what it is kept for ever. */
export const KEPT = ['pseudonym-key', 'partnership-key', 'broker'] as const;
export type Kept = (typeof KEPT)[number];

export interface Rotated {
  readonly format: 'ringvirkning-rotation/1';
  readonly secret: Rotatable;
  /** Names of the files of secrets that hold something else now. */
  readonly changed: readonly string[];
  /** `now`: what runs has taken it up. `at-start`: nothing runs, the next start does. `containers`: they must be made anew. */
  readonly takenUp: 'now' | 'at-start' | 'containers';
}

/**
 * Makes a secret anew. Interrupted at any step, it is finished by doing it again: until the database knows a password, the next one lies in a file of
 * its own beside the one that holds (`<name>.next`), and is not made a second time.
 * @param isEnding of the session key: whether the one before opens nothing any more, so that everybody signs in again.
 * @throws Error in words for an operator.
 */
export async function rotate(site: Site, secret: Rotatable, isEnding: boolean): Promise<Rotated> {
  const { kind, folder, absent } = site;
  if (kind === 'processes' || folder === undefined)
    throw new Error('what the environment describes is rotated where its secrets are kept: docs/operating.md says how');
  if (absent === 'nothing-here') throw new Error(`${join(folder, 'secrets')} is missing: there is nothing to rotate`);
  const superUrl = kind === 'embedded' ? site.migration['POSTGRES_SUPERUSER_URL'] : undefined;
  const changed = await alone(folder, async () => {
    const files = await renewed(join(folder, 'secrets'), secret, isEnding, superUrl);
    if (kind === 'containers') writeContainers(folder);
    return files;
  });
  return {
    ...{ format: 'ringvirkning-rotation/1', secret, changed: changed.map((path) => basename(path)) },
    takenUp: kind === 'containers' ? 'containers' : absent ? 'at-start' : 'now',
  };
}

/** Of two who rotate at once, the second is told of the first. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'rotation.json');
  takeLock(
    lock,
    ({ pid }) => `another rotation is at work in ${folder} (process ${pid}): wait for it, and do this again`,
  );
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param superUrl where a database runs, whose roles are to know at once. @returns the files that changed. */
async function renewed(
  folder: string,
  secret: Rotatable,
  isEnding: boolean,
  superUrl: string | undefined,
): Promise<string[]> {
  const { of, sessionKey, fileKeys, gatewayClient } = changingSecrets(folder);
  if (secret === 'sign-in') return [written(gatewayClient, randomSecret())];
  // What the key before has sealed is opened until it ends.
  if (secret === 'session-key')
    return [written(sessionKey, [newKey(), ...(isEnding ? [] : keysIn(sessionKey).slice(0, 1))].join(','))];
  // Every key that ever wrapped the key of a file opens it: a backup may hold some that lie under the oldest.
  if (secret === 'evidence-key')
    return Object.values(fileKeys).map((path) => written(path, [newKey(), ...keysIn(path)].join(',')));
  const changed: string[] = [];
  for (const service of SERVICES)
    for (const role of ['owner', 'app'] as const)
      changed.push(
        await renew(of[service][role], async (password) => {
          if (superUrl !== undefined) await setPassword(superUrl, `rv_${service}_${role}`, password);
        }),
      );
  return changed;
}

const newKey = (): string => randomBytes(32).toString('base64');

const keysIn = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').trim().split(',') : [];

function written(path: string, secret: string): string {
  writeSecret(path, secret);
  return path;
}

/** Where another must know it as well, before it holds. */
async function renew(path: string, tell: (next: string) => Promise<void>): Promise<string> {
  const next = `${path}.next`;
  await tell(secretFile(next));
  renameSync(next, path);
  return path;
}

/** The files from which containers are made have the secrets in them. */
function writeContainers(folder: string): void {
  const file = readInstanceFile(folder);
  if (!file) throw new Error(`${folder} has no instance file: ringvirkning instance new makes one`);
  planInstance({ kommune: file.municipality.code, to: folder }).write();
}
