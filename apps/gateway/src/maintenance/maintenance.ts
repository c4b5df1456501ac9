import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MaintenanceSchema = z.object({
  /** When it began. */
  since: z.iso.datetime(),
  /** When it is thought to be over; null when nobody has said. */
  until: z.iso.datetime().nullable(),
});
/** The instance is being worked on: everything can be read, nothing written. */
export type Maintenance = z.output<typeof MaintenanceSchema>;

/** Whether the instance is being worked on: the same for all gateways that share a folder, and after a restart. */
export interface MaintenanceState {
  /** Undefined while people may write. */
  read(): Promise<Maintenance | undefined>;
  begin(maintenance: Maintenance): Promise<void>;
  end(): Promise<void>;
}

const FILE = 'maintenance.json';

export function maintenanceIn(folder: string): MaintenanceState {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE);
  return {
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return undefined;
      });
      return text === undefined
        ? undefined
        : (understood(text) ?? { since: (await stat(file)).mtime.toISOString(), until: null });
    },
    begin: async (maintenance) => {
      await writeFile(`${file}.new`, JSON.stringify(maintenance), { mode: 0o600, flush: true });
      await rename(`${file}.new`, file);
    },
    end: () => rm(file, { force: true }),
  };
}

/** Undefined when the file is damaged: somebody began then, and nobody has said that it is over. */
function understood(text: string): Maintenance | undefined {
  try {
    return MaintenanceSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Known to this gateway alone, while it runs. */
export function rememberedMaintenance(): MaintenanceState {
  let now: Maintenance | undefined;
  const set = (next: Maintenance | undefined): Promise<void> => {
    now = next;
    return Promise.resolve();
  };
  return { read: () => Promise.resolve(now), begin: set, end: () => set(undefined) };
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Questions whose words are too many, or too private, for an address; they write nothing. */
const ASKING = /\/(search|simulations?|preview|reading|estimates|what-if|comparison)$/;
/** What operators do to messages and logs is what an instance is worked on for. */
const OPERATING = /^\/api\/[a-z]+\/operations(\/|$)/;

/** Whether a request would change something that people have written, or may read. @param path without query. */
export const isWrite = (method: string, path: string): boolean =>
  !READING.has(method) && !(method === 'POST' && ASKING.test(path)) && !OPERATING.test(path);

const [SOON_S, LEAST_S] = [60, 5];

/** When it is worth trying again, in seconds. @param now in milliseconds. */
export const retryAfter = ({ until }: Maintenance, now: number): number =>
  until === null ? SOON_S : Math.max(LEAST_S, Math.ceil((Date.parse(until) - now) / 1_000));
