import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { access, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Sessions that were signed out of, until their cookie would have ended by itself: a copy of it is worth nothing. */
export interface EndedSessions {
  add(id: string): Promise<void>;
  has(id: string): Promise<boolean>;
}

/** Known to this process alone, while it runs. */
export function rememberedSessions(seconds: number): EndedSessions {
  const ended = new Map<string, number>();
  return {
    add: (id) => {
      const now = Date.now();
      for (const [other, until] of ended) if (until < now) ended.delete(other);
      ended.set(id, now + seconds * 1_000);
      return Promise.resolve();
    },
    has: (id) => Promise.resolve(ended.has(id)),
  };
}

/** Name of the file of an ended session; others lie beside them. */
const ENDED = /^[0-9a-f]{64}$/;

/** One empty file for each, in a folder that all gateways of the instance share: known to all of them, and after a restart. */
export function keptSessions(folder: string, seconds: number): EndedSessions {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => join(folder, createHash('sha256').update(id).digest('hex'));
  const removeOld = async (): Promise<void> => {
    for (const name of (await readdir(folder)).filter((one) => ENDED.test(one))) {
      const file = join(folder, name);
      // Another gateway may have removed it meanwhile.
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs + seconds * 1_000 < Date.now()) await rm(file, { force: true });
    }
  };
  return {
    add: async (id) => {
      await writeFile(fileOf(id), '');
      await removeOld();
    },
    has: (id) =>
      access(fileOf(id)).then(
        () => true,
        () => false,
      ),
  };
}
