import { parseArgs } from 'node:util';
import { onServers } from './on-servers.js';
import { SCENARIOS } from './scenarios.js';
import { simulate, SIMULATIONS, type SimulationName } from './simulation.js';
import { Tally } from './tally.js';
import { Whole } from './whole/whole.js';

/**
 * `npm run soak [-- --seeds 1-500 --scenario x --minutes n]`: the simulation, every scenario on real servers and two whole instances, with many seeds. A line for
 * each; exits with 1 when one of them failed, and says how that one is run again.
 */
/** All faults and attacks on real servers, in one region. */
const SERVERS = 'servers';
const WHOLE = 'whole-instances';
const SEEDS = { [SERVERS]: '1-20', [WHOLE]: '1-3', simulation: '1-500', 'broken-protocols': '1-24' } as const;
const AT_ONCE = 20;

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, scenario: { type: 'string' }, minutes: { type: 'string' } },
});
const names = [SERVERS, ...SCENARIOS.map(({ name }) => name), WHOLE, ...Object.keys(SIMULATIONS)];
if (values.scenario !== undefined && !names.includes(values.scenario)) {
  console.error(`--scenario: one of ${names.join(', ')}`);
  process.exit(2);
}
let deadline = values.minutes === undefined ? Infinity : performance.now() + Number(values.minutes) * 60_000;
// What runs is brought to its end, so that no server is left behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (deadline = 0));

/** `500` is from the first to that one, `7-9` are these; as long as there is time to begin another one. */
function* seedsOf(usual: string): Generator<number> {
  const [first, last] = /^(?:(\d+)-)?(\d+)$/.exec(values.seeds ?? usual)?.slice(1) ?? [];
  if (last === undefined) throw new RangeError('--seeds: a number, or two with a hyphen between them');
  for (let seed = Number(first ?? 1); seed <= Number(last); seed += 1) {
    if (performance.now() > deadline) return;
    yield seed;
  }
}

async function wholeInstances(tally: Tally): Promise<void> {
  const whole = await Whole.start();
  try {
    for (const seed of seedsOf(SEEDS[WHOLE])) if (!(await tally.time(WHOLE, seed, () => whole.play(seed)))) return;
  } finally {
    await whole.stop();
  }
}

async function simulations(name: SimulationName, tally: Tally): Promise<void> {
  let some: number[] = [];
  for (const seed of seedsOf(SEEDS[name])) {
    some.push(seed);
    if (some.length < AT_ONCE) continue;
    await simulate(name, some, tally);
    some = [];
  }
  if (some.length > 0) await simulate(name, some, tally);
}

const isMeant = (name: string): boolean => values.scenario === undefined || values.scenario === name;
const tally = new Tally();
const scenarios = SCENARIOS.filter(({ name }) => isMeant(name) || isMeant(SERVERS));
if (scenarios.length > 0) await onServers(seedsOf(SEEDS[SERVERS]), scenarios, tally);
if (isMeant(WHOLE)) await wholeInstances(tally);
for (const name of Object.keys(SIMULATIONS) as SimulationName[]) if (isMeant(name)) await simulations(name, tally);
process.exitCode = tally.tell() ? 0 : 1;
