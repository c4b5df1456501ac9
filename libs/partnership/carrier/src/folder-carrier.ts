import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { pause } from '@ringvirkning/nats';
import { MemberSchema } from '@ringvirkning/partnership-api';
import { NotCarried, type Carrier, type Take } from './carrier.js';
import { inParcels, parcelOf, textsOf } from './parcels.js';

/** `<moment>-<sender>-<chance>.texts`: by name is by time. */
const PARCEL = /^\d{16}-([a-z0-9-]+)-[0-9a-f]{8}\.texts$/;
const senderOf = (name: string): string | undefined => PARCEL.exec(name)?.[1];
/** A larger file is none of ours. */
const LARGEST_FILE = 4 * 1024 ** 2;
/** How many parcels of one sender wait for one receiver. Whoever has not come for that many learns the rest by asking. */
const MOST_WAITING = 1_000;
/** What is handed over at once is hardly more than this. */
const [ENOUGH_TEXTS, ENOUGH_BYTES] = [500, 4 * 1024 ** 2];
/** A disk that is carried over tells nobody that something was put on it. */
const LOOK_MS = 100;
const AGAIN_MS = 1_000;

/**
 * Texts as files: a folder for each receiver in a folder that all reach, or that somebody carries from one to the other. One text a line, as it is. A file
 * appears whole, and is removed when it was taken.
 */
export function folderCarrier(folder: string, self: string): Carrier {
  const logger = new Logger('partnership: Carrier');
  const stopping = new AbortController();
  const own = join(folder, MemberSchema.parse(self));
  let [last, done]: [number, Promise<void>] = [0, Promise.resolve()];
  /** Later than the one before, also when the clock is set back. */
  const moment = (): string => String((last = Math.max(Date.now() * 1_000, last + 1))).padStart(16, '0');

  async function carry(to: string, texts: readonly string[]): Promise<void> {
    const place = join(folder, MemberSchema.parse(to));
    // Not made with the folders above it: where a disk is not there, nothing is put where it would be.
    await mkdir(place, { mode: 0o770 }).catch(unless('EEXIST'));
    const waiting = (await readdir(place)).filter((name) => senderOf(name) === self);
    if (waiting.length >= MOST_WAITING) throw new NotCarried(`${waiting.length} parcels wait already for ${to}`);
    for (const parcel of inParcels(texts).map(parcelOf)) {
      const path = join(place, `${moment()}-${self}-${randomBytes(4).toString('hex')}.texts`);
      await writeDurably(`${path}.part`, parcel);
      await rename(`${path}.part`, path);
    }
    await syncFolder(place);
  }

  /** @returns whether there was anything. */
  async function handOver(take: Take): Promise<boolean> {
    const names = ((await readdir(own).catch(unless('ENOENT'))) ?? []).filter((name) => PARCEL.test(name)).sort();
    const [texts, taken]: [string[], string[]] = [[], []];
    let bytes = 0;
    for (const path of names.map((name) => join(own, name))) {
      const parcel = await read(path);
      if (parcel === undefined) {
        logger.warn(`${path} is no parcel of texts; it is put aside`);
        await rename(path, `${path}.aside`);
        continue;
      }
      texts.push(...textsOf(parcel.toString()));
      taken.push(path);
      bytes += parcel.length;
      if (texts.length >= ENOUGH_TEXTS || bytes >= ENOUGH_BYTES) break;
    }
    if (texts.length > 0) await take(texts);
    for (const path of taken) await rm(path, { force: true });
    return taken.length > 0;
  }

  async function run(take: Take): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        if (!(await handOver(take))) await pause(LOOK_MS, stopping.signal);
        failures = 0;
      } catch (error) {
        if (failures++ === 0) logger.warn(`what has come cannot be taken now, trying on: ${reasonOf(error)}`);
        await pause(AGAIN_MS, stopping.signal);
      }
    }
  }

  return {
    async carry(to, texts) {
      await carry(to, texts).catch((error: unknown) => {
        throw error instanceof NotCarried || error instanceof RangeError
          ? error
          : new NotCarried(`the folder of texts: ${reasonOf(error)}`);
      });
    },
    listen(take) {
      done = run(take);
      return Promise.resolve();
    },
    async close() {
      stopping.abort();
      await done;
    },
  };
}

/** Undefined for what is no file of ours: a link, a folder, or too large. */
async function read(path: string): Promise<Buffer | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    unless('ELOOP'),
  );
  if (!file) return undefined;
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > LARGEST_FILE) return undefined;
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', 0o660);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if (codeOf(error) !== code) throw error;
  };
/** Errors of files name paths, those of others may quote texts. */
const reasonOf = (error: unknown): string => codeOf(error) ?? (error as Error).name;
