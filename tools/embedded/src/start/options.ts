import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Folder of data, secrets and logs. */
  readonly data: string;
  /** Port the user asked for; absent: 8080 or, when that is taken, a free one. */
  readonly port?: number | undefined;
  readonly reset: boolean;
  readonly separate: boolean;
  readonly seed: boolean;
}

export const USAGE = `npm start -- [options]
  --reset        forget all data and begin anew
  --separate     one process per service (default: one process for all)
  --port <n>     port of the portal (default: 8080, or a free one)
  --no-seed      without the demo's contract and people
  --data <dir>   folder of the data (default: $RINGVIRKNING_DATA, or .data)`;

/** Reads the command line; relative folders are below `root`. @throws Error naming what is wrong, followed by the usage. */
export function startOptions(args: readonly string[], environment: NodeJS.ProcessEnv, root: string): StartOptions {
  const read = () =>
    parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        reset: { type: 'boolean' },
        separate: { type: 'boolean' },
        seed: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
      },
    }).values;
  try {
    const { reset = false, separate = false, seed = true, port, data } = read();
    if (port !== undefined && !isPort(port)) throw new Error(`--port ${port} is not a port number`);
    return {
      data: resolve(root, data ?? environment['RINGVIRKNING_DATA'] ?? '.data'),
      port: port === undefined ? undefined : Number(port),
      reset,
      separate,
      seed,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535;
