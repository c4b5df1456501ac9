import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SERVICES } from '@ringvirkning/catalogue';
import { planInstance } from '@ringvirkning/compose';
import { changingSecrets, randomSecret, readInstanceFile, secretFile } from '@ringvirkning/embedded';
import type { Site } from '../site/site.js';
import { setPassword } from './persistence/role-password.js';

/** What can be rotated while an instance runs. */
export const ROTATED = ['database', 'session-key', 'sign-in'] as const;
export type Rotatable = (typeof ROTATED)[number];

/** What cannot, and in what it is kept for ever. */
export const KEPT = ['pseudonym-key', 'evidence-key', 'partnership-key', 'broker'] as const;
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
 * Makes a secret anew. Interrupted at any step, it is finished by doing it again: until all that must know it does, the next value lies in a file of
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
  const changed = await renewed(join(folder, 'secrets'), secret, isEnding, superUrl);
  if (kind === 'containers') writeContainers(folder);
  return {
    ...{ format: 'ringvirkning-rotation/1', secret, changed: changed.map((path) => basename(path)) },
    takenUp: kind === 'containers' ? 'containers' : absent ? 'at-start' : 'now',
  };
}

/** @param superUrl where a database runs, whose roles are to know at once. @returns the files that changed. */
async function renewed(
  folder: string,
  secret: Rotatable,
  isEnding: boolean,
  superUrl: string | undefined,
): Promise<string[]> {
  const { of, sessionKey, gatewayClient } = changingSecrets(folder);
  if (secret === 'sign-in') return [await renew(gatewayClient, () => randomSecret())];
  if (secret === 'session-key') return [await renew(sessionKey, (before) => keysAfter(isEnding ? undefined : before))];
  const changed: string[] = [];
  for (const service of SERVICES)
    for (const role of ['owner', 'app'] as const)
      changed.push(
        await renew(
          of[service][role],
          () => randomSecret(),
          async (password) => {
            if (superUrl !== undefined) await setPassword(superUrl, `rv_${service}_${role}`, password);
          },
        ),
      );
  return changed;
}

/** The new key, and the one that sealed before it: what it sealed is opened until it ends. */
const keysAfter = (before: string | undefined): string =>
  [randomBytes(32).toString('base64'), ...(before ? [before.split(',')[0]!] : [])].join(',');

async function renew(
  path: string,
  make: (before: string | undefined) => string,
  tell: (next: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const before = existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
  const next = `${path}.next`;
  await tell(secretFile(next, () => make(before)));
  renameSync(next, path);
  return path;
}

/** The files from which containers are made have the secrets in them. */
function writeContainers(folder: string): void {
  const file = readInstanceFile(folder);
  if (!file) throw new Error(`${folder} has no instance file: ringvirkning instance new makes one`);
  planInstance({ kommune: file.municipality.code, to: folder }).write();
}
