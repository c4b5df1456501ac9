import { statfsSync } from 'node:fs';

/** Free bytes where a folder lies. */
export type RoomIn = (folder: string) => number;

export const bytesFree: RoomIn = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

export const mib = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MiB`;
