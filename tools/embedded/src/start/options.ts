import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { municipalityByCode, type Municipality } from '@ringvirkning/reference';
import { INSTANCE_FILE, readInstanceFile, type InstanceFile } from '../instance-file.js';

export interface StartOptions {
  /** Folder of data, secrets and logs. */
  readonly data: string;
  /** Port the user asked for; absent: 8080 or, when that is taken, a free one. */
  readonly port?: number | undefined;
  readonly reset: boolean;
  readonly separate: boolean;
  readonly seed: boolean;
  /** The municipalities whose instances are started; the first one's data lie in the data folder itself. */
  readonly municipalities: readonly [Municipality, ...Municipality[]];
  /** Data folder of a running start whose partnership the instance is to reach. */
  readonly beside?: string | undefined;
  /** What `ringvirkning instance new` made: its folder and its instance file. Data lie in `data` there, secrets in `secrets`. */
  readonly made?: { readonly folder: string; readonly file: InstanceFile } | undefined;
}

/** Who is started, in this order. */
const DEMO = ['0751', '0657', '0791', '0740', '0615'];

export const USAGE = `npm start -- [options]
  --reset        forget all data and begin anew
  --separate     one process per service (default: one process for all)
  --port <n>     port of the portal (default: 8080, or a free one)
  --no-seed      without the demo's contract and people
  --data <dir>   folder of the data (default: $RINGVIRKNING_DATA, or .data)
  --instances <n>   how many municipalities, each with an instance of its own: 1 to 5 (default: 2, Aarhus and Herning)
  --kommune <code>  the instance of this municipality alone, e.g. 0791
  --instance <dir>  what "ringvirkning instance new" made there
  --beside <dir>    reach the partnership of the start that runs from this folder`;

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
        instances: { type: 'string' },
        kommune: { type: 'string' },
        instance: { type: 'string' },
        beside: { type: 'string' },
      },
    }).values;
  try {
    const { reset = false, separate = false, seed = true, port, data, beside, ...which } = read();
    const made = which.instance === undefined ? undefined : madeIn(resolve(root, which.instance));
    if (made && (data ?? which.kommune ?? which.instances) !== undefined)
      throw new Error('--instance says which municipality and where: leave --data, --kommune and --instances out');
    if (port !== undefined && !isPort(port)) throw new Error(`--port ${port} is not a port number`);
    return {
      data: made ? join(made.folder, 'data') : resolve(root, data ?? environment['RINGVIRKNING_DATA'] ?? '.data'),
      port: port === undefined ? undefined : Number(port),
      reset,
      separate,
      seed,
      municipalities: municipalitiesOf({ ...which, kommune: made?.file.municipality.code ?? which.kommune }),
      beside: beside === undefined ? undefined : resolve(root, beside),
      ...(made && { made }),
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535;

function madeIn(folder: string): StartOptions['made'] {
  const file = readInstanceFile(folder);
  if (!file) throw new Error(`${folder} has no ${INSTANCE_FILE}: ringvirkning instance new makes one`);
  return { folder, file };
}

const municipalitiesOf = ({ kommune, instances = '2' }: { kommune?: string | undefined; instances?: string }) =>
  kommune === undefined ? first(instances) : ([municipalityOf(kommune)] as const);

function first(instances: string): [Municipality, ...Municipality[]] {
  const count = /^[1-5]$/.test(instances) ? Number(instances) : 0;
  if (count === 0) throw new Error(`--instances ${instances} is not a number from 1 to ${DEMO.length}`);
  const [one, ...others] = DEMO.slice(0, count).map(municipalityOf);
  return [one!, ...others];
}

function municipalityOf(code: string): Municipality {
  const municipality = municipalityByCode(code);
  if (!municipality) throw new Error(`--kommune ${code} is no municipality's code`);
  return municipality;
}
