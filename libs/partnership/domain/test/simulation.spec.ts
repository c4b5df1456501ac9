import { describe, expect, it } from '@jest/globals';
import { real } from './simulation/keys.js';
import { planOf } from './simulation/plans.js';
import { Simulation } from './simulation/simulation.js';
import { VARIANTS } from './simulation/variants.js';

/** All of them by `npm run soak`; one once more, or with another size, and what it carried and kept: `TELL=1 SEEDS=25-25 INSTANCES=98 npx jest libs/partnership/domain/test/simulation`. */
function seedsOf(variable: string, usual: string): number[] {
  const [first, last] = (process.env[variable] ?? usual).split('-').map(Number) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
const seeds = seedsOf('SEEDS', '1-2');
const instances = Number(process.env['INSTANCES']) || undefined;

describe('a partnership whose links, clocks and processes fail', () => {
  it.each(seeds)('comes to rest in one state, with nothing lost and nothing twice (seed %d)', (seed) => {
    const told = new Simulation(planOf(seed, instances)).run();
    if (process.env['TELL']) process.stdout.write(`${JSON.stringify(told)}\n`);
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
  const broken = seedsOf('BROKEN_SEEDS', '2-2').flatMap((seed) =>
    Object.entries(VARIANTS).flatMap(([name, variant]) => {
      const plan = { ...planOf(seed), ...variant.broken, hours: variant.hours };
      return plan.instances < variant.among ? [] : [[name, seed, plan, variant.shows] as const];
    }),
  );
  it.each(broken)('that %s does not pass (seed %d)', (_, __, plan, shows) =>
    expect(new Simulation(plan).run().faults).toContainEqual(expect.stringMatching(shows)),
  );
});
