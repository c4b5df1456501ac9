import type { Plan } from './world.js';

const SMALL = [2, 3, 5, 6, 8];
/** Every 25th seed is of many; each in its turn of as many as there are municipalities in Denmark. */
const LARGE = [98, 12, 40, 20];
const EACH = 25;

/** What a seed stands for: most are small, since what goes wrong between two goes wrong among ninety-eight. */
export function planOf(seed: number, instances?: number): Plan {
  const size =
    instances ?? (seed % EACH === 0 ? LARGE[(seed / EACH - 1) % LARGE.length]! : SMALL[seed % SMALL.length]!);
  // Many have enough to say with fewer turns each; between few, nothing could go wrong while what they agreed on is suspended.
  const pace = size > 10 ? { everyMinutes: 45, resumes: 0.02 } : { everyMinutes: 15, resumes: 0.2 };
  return { seed, instances: size, hours: 36, ...pace };
}
