import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { random } from '@ringvirkning/seed';
import { removeCluster, startPostgres } from '@ringvirkning/embedded';
import { found } from './founding.js';
import { SCENARIOS } from './scenarios.js';
import { Stage, type Scenario } from './stage.js';

/**
 * `npm run soak [-- --seeds 1-500 --scenario x --minutes n]`: the simulation and every scenario on real servers, with many seeds. A line for each; exits with 1
 * when one of them failed, and says how that one is run again.
 */
const SIMULATION = 'simulation';
const SEEDS = { simulation: '1-500', servers: '1-20' };
const AT_ONCE = 20;
const root = fileURLToPath(new URL('../../..', import.meta.url));

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, scenario: { type: 'string' }, minutes: { type: 'string' } },
});
const names = [SIMULATION, ...SCENARIOS.map(({ name }) => name)];
if (values.scenario !== undefined && !names.includes(values.scenario)) {
  console.error(`--scenario: one of ${names.join(', ')}`);
  process.exit(2);
}
let deadline = values.minutes === undefined ? Infinity : performance.now() + Number(values.minutes) * 60_000;
// What runs is brought to its end, so that no server is left behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (deadline = 0));
const isOver = (): boolean => performance.now() > deadline;
/** `500` is from the first to that one, `7-9` are these. */
function seedsOf(text: string): number[] {
  const [first, last] = /^(?:(\d+)-)?(\d+)$/.exec(text)?.slice(1) ?? [];
  if (last === undefined) throw new RangeError('--seeds: a number, or two with a hyphen between them');
  const from = Number(first ?? 1);
  return Array.from({ length: Number(last) - from + 1 }, (_, i) => from + i);
}

interface Tally {
  passed: number;
  seconds: number;
  failed: { readonly seed: number; readonly why: string }[];
}
const tallies = new Map<string, Tally>(names.map((name) => [name, { passed: 0, seconds: 0, failed: [] }]));
function note(name: string, seed: number, seconds: number, why?: string): void {
  const tally = tallies.get(name)!;
  tally.seconds += seconds;
  if (why === undefined) return void (tally.passed += 1);
  tally.failed.push({ seed, why });
  console.log(`✗ ${name}, seed ${seed}: ${why.split('\n').slice(0, 6).join('\n    ')}`);
  console.log(`    again: npm run soak -- --scenario ${name} --seeds ${seed}-${seed}`);
}

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

/** A part of the seeds in a process of its own, so that what it has read is forgotten with it. */
async function simulate(seeds: readonly number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-soak-'));
  const file = join(folder, 'jest.json');
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      ...[
        'libs/partnership/domain/test/simulation',
        '-t',
        'comes to rest',
        '--silent',
        '--json',
        `--outputFile=${file}`,
      ],
    ],
    {
      ...{ cwd: root, stdio: 'ignore' },
      env: {
        ...process.env,
        SEEDS: `${seeds[0]}-${seeds.at(-1)}`,
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
      },
    },
  );
  await new Promise((resolve) => child.once('close', resolve));
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    for (const seed of seeds) {
      const result = results.find(({ title }) => title.endsWith(`(seed ${seed})`));
      const why = result?.status === 'passed' ? undefined : (result?.failureMessages.join('\n') ?? 'did not run');
      note(SIMULATION, seed, (result?.duration ?? 0) / 1000, why);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function simulateAll(): Promise<void> {
  const seeds = seedsOf(values.seeds ?? SEEDS.simulation);
  for (let from = 0; from < seeds.length && !isOver(); from += AT_ONCE)
    await simulate(seeds.slice(from, from + AT_ONCE));
}

/** The scenarios of a seed, in an order of its own, in one region. */
async function onServers(seed: number, superUrl: string, scenarios: readonly Scenario[]): Promise<void> {
  const founded = await found(superUrl);
  try {
    const stage = new Stage(founded, seed);
    const shuffled = random(seed).shuffled(scenarios);
    for (const scenario of [...shuffled].sort((a, b) => Number(a.isLast ?? false) - Number(b.isLast ?? false))) {
      const began = performance.now();
      const why = await stage.play(scenario).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      note(scenario.name, seed, (performance.now() - began) / 1000, why);
      if (why === undefined)
        console.log(`  ${scenario.name}, seed ${seed}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
      // What one has left wrong says nothing about the next.
      if (why !== undefined) return;
    }
  } finally {
    await founded.region.stop();
  }
}

async function onServersAll(scenarios: readonly Scenario[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-soak-'));
  const postgres = await startPostgres({ dataDir: folder, durable: false });
  try {
    for (const seed of seedsOf(values.seeds ?? SEEDS.servers))
      if (!isOver()) await onServers(seed, postgres.url, scenarios);
  } finally {
    await postgres.stop();
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

const isMeant = (name: string): boolean => values.scenario === undefined || values.scenario === name;
const scenarios = SCENARIOS.filter(({ name }) => isMeant(name));
if (scenarios.length > 0) await onServersAll(scenarios);
if (isMeant(SIMULATION)) await simulateAll();
for (const [name, { passed, failed, seconds }] of tallies)
  if (passed + failed.length > 0)
    console.log(
      `${failed.length > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed.length} failed, ${seconds.toFixed(0)} s`,
    );
process.exitCode = [...tallies.values()].some(({ failed }) => failed.length > 0) ? 1 : 0;
