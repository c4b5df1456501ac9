import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { objectName, type ByteStore } from './byte-store.js';
import { fileMissing } from './errors.js';
import { SEALED_CHUNK } from './seal.js';

/** Objects as files below a folder that only the service may look into. What comes to be kept must lie on the same file system. */
export const folderStore = (folder: string): ByteStore => {
  const pathOf = (name: string): string => join(folder, objectName(name));
  return {
    async keep(name, path) {
      await mkdir(dirname(pathOf(name)), { recursive: true, mode: 0o700 });
      await rename(path, pathOf(name));
    },
    async read(name): Promise<Readable> {
      const file = await open(pathOf(name)).catch((error: unknown) => {
        throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? fileMissing() : error;
      });
      return file.createReadStream({ highWaterMark: SEALED_CHUNK });
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
};
