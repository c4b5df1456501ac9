import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../../cli/bin/ringvirkning.mjs', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Whoever waits for one longer than this waits in vain: it is ended, and its code is none. */
const ENDS_WITHIN_MS = 120_000;

/** `ringvirkning …` as a process of its own, with nothing in its environment but this. */
export const ringvirkning = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env, timeout: ENDS_WITHIN_MS }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
