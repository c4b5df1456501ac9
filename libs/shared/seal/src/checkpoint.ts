import { readFile, rename, writeFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Seal } from '@ringvirkning/nats';
import { z } from 'zod';

/** The log's state at a size, as the service signed it. */
export interface Checkpoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly at: string;
  /** Base64; null in a set-up without seeds. */
  readonly signature: string | null;
}

const CheckpointSchema = z.object({
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  signature: z.string().nullable(),
});

/** Not JSON, so that it can never be taken for an event signed with the same key. */
const textOf = (service: string, { size, root, at }: Omit<Checkpoint, 'signature'>): string =>
  `ringvirkning-log/1\n${service}\n${size}\n${root}\n${at}\n`;

export const signed = (seal: Seal, service: string, state: Omit<Checkpoint, 'signature'>): Checkpoint => ({
  ...state,
  signature: seal.sign(textOf(service, state)) ?? null,
});

export const isSigned = (
  seal: Seal,
  service: Parameters<Seal['isOf']>[0],
  { signature, ...state }: Checkpoint,
): boolean => seal.isOf(service, textOf(service, state), signature ?? undefined);

/** Where the newest checkpoint is kept outside the database, for whoever can write to the database cannot write there. */
export interface Keeper {
  read(): Promise<Checkpoint | undefined>;
  keep(checkpoint: Checkpoint): Promise<void>;
}

/** In one file, replaced as a whole. @throws on a file that holds anything else: nobody but the service writes it. */
export const fileKeeper = (path: string): Keeper => ({
  async read() {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    return text === undefined ? undefined : CheckpointSchema.parse(JSON.parse(text));
  },
  async keep(checkpoint) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, `${JSON.stringify(checkpoint)}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  },
});

/** In the process alone, where no folder is given: what happens while it runs is seen. */
export function memoryKeeper(): Keeper {
  let kept: Checkpoint | undefined;
  return {
    read: () => Promise.resolve(kept),
    keep: (checkpoint) => {
      kept = checkpoint;
      return Promise.resolve();
    },
  };
}
