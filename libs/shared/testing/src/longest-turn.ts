import { setImmediate as turn } from 'node:timers/promises';

/**
 * What one caller may make the others wait, counted in bodies of a megabyte that are parsed. The house's own longest turns are about 30, and what should have
 * been left to a worker, or done in turns, is 150 and more.
 */
export const LONGEST_TURN = 80;

const BODY = JSON.stringify(
  Array.from({ length: 14_500 }, (_, i) => ({
    participant: `person-${i}`,
    outcome: 'housed',
    achievedOn: '2026-05-01',
  })),
);
const BODIES = 5;

/**
 * The longest that the event loop was kept by one turn while some work went on; the least of some tries, since what is loaded, compiled or collected now and then
 * is no caller's doing. It is told in computing that this thread did just before, and not in milliseconds: neither the machine's speed counts, nor what else it
 * does, nor what workers compute.
 */
export async function longestTurn(
  tries: number,
  prepare: (attempt: number) => Promise<() => Promise<unknown>>,
): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < tries && least >= LONGEST_TURN; attempt += 1) {
    const work = await prepare(attempt);
    const body = Math.min(...Array.from({ length: 3 }, bodies)) / BODIES;
    least = Math.min(least, (await longestOf(work)) / body);
  }
  return least;
}

function bodies(): number {
  const before = process.threadCpuUsage();
  for (let i = 0; i < BODIES; i += 1) JSON.parse(BODY);
  return computed(before);
}

async function longestOf(work: () => Promise<unknown>): Promise<number> {
  let [isDone, longest] = [false, 0];
  const working = work().finally(() => (isDone = true));
  let before = process.threadCpuUsage();
  while (!isDone) {
    await turn();
    longest = Math.max(longest, computed(before));
    before = process.threadCpuUsage();
  }
  await working;
  return longest;
}

function computed(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
