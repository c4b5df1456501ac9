import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tally } from './tally.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const JEST = join(root, 'node_modules/jest/bin/jest.js');
const SPECS = 'libs/partnership/domain/test/simulation';

/** What the spec is asked for by its environment, and the titles of its tests. */
export const SIMULATIONS = {
  simulation: { variable: 'SEEDS', titles: 'comes to rest' },
  'broken-protocols': { variable: 'BROKEN_SEEDS', titles: 'does not pass' },
} as const;
export type SimulationName = keyof typeof SIMULATIONS;

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly duration?: number;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Some seeds in a process of their own, so that what it has read is forgotten with it. A seed with several tests has passed when they have; one without any has not. */
export async function simulate(name: SimulationName, seeds: readonly number[], tally: Tally): Promise<void> {
  const results = (await reportOf(name, seeds)).testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const seed of seeds) {
    const own = results.filter(({ title, status }) => title.endsWith(`(seed ${seed})`) && status !== 'pending');
    const failed = own.filter(({ status }) => status !== 'passed');
    const seconds = own.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000;
    const why = failed.flatMap(({ title, failureMessages }) => [title, ...failureMessages]);
    tally.note(name, seed, seconds, own.length === 0 ? 'did not run' : why.length > 0 ? why.join('\n') : undefined);
  }
}

async function reportOf(name: SimulationName, seeds: readonly number[]): Promise<Report> {
  const { variable, titles } = SIMULATIONS[name];
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-soak-'));
  const file = join(folder, 'jest.json');
  const child = spawn(process.execPath, [JEST, SPECS, '-t', titles, '--silent', '--json', `--outputFile=${file}`], {
    ...{ cwd: root, stdio: 'ignore' },
    env: {
      ...process.env,
      [variable]: `${seeds[0]}-${seeds.at(-1)}`,
      NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
    },
  });
  await new Promise((resolve) => child.once('close', resolve));
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { testResults: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
