import { describe, expect, it } from '@jest/globals';
import { real } from './simulation/keys.js';
import { Simulation } from './simulation/simulation.js';
import { VARIANTS } from './simulation/variants.js';
import type { Plan } from './simulation/world.js';

const SIZES = [2, 3, 5, 6, 8];
const planOf = (seed: number): Plan => ({
  seed,
  instances: Number(process.env['INSTANCES']) || SIZES[seed % SIZES.length]!,
  hours: 36,
  everyMinutes: 15,
});

/** More of them, and larger ones, by hand: `SEEDS=1-500 INSTANCES=20 npx jest libs/partnership/domain/test/simulation`. */
const chosen = /^(\d+)-(\d+)$/.exec(process.env['SEEDS'] ?? '');
const [first, last] = chosen ? [Number(chosen[1]), Number(chosen[2])] : [1, 2];
const seeds = Array.from({ length: last! - first! + 1 }, (_, i) => first! + i);

describe('a partnership whose links, clocks and processes fail', () => {
  it.each(seeds)('comes to rest in one state, with nothing lost and nothing twice (seed %d)', (seed) => {
    const told = new Simulation(planOf(seed)).run();
    expect(told.faults.slice(0, 5).map((fault) => fault.slice(0, 400))).toEqual([]);
    expect(told.booked).toBeGreaterThan(0);
  });
  it('does so with its real signatures, and replays exactly', () => {
    const plan = { ...planOf(5), hours: 12 };
    const [told, again, stamped] = [{ ...plan, keys: real() }, { ...plan, keys: real() }, plan].map((each) =>
      new Simulation(each).run(),
    );
    expect(told!.faults).toEqual([]);
    expect(again).toEqual(told);
    expect(stamped!.happened).toEqual(told!.happened);
  });
});

describe('a broken protocol', () => {
  it.each(Object.entries(VARIANTS))('that %s does not pass', (_, { seed, ...broken }) => {
    expect(new Simulation(planOf(seed)).run().faults).toEqual([]);
    expect(new Simulation({ ...planOf(seed), ...broken }).run().faults).not.toEqual([]);
  });
});
