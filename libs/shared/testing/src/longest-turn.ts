import { setImmediate as turn } from 'node:timers/promises';

/**
 * The longest that the event loop was kept by one turn while `work` went on, in milliseconds of computing by this thread: what else the machine does does not
 * count, nor what workers compute.
 */
export async function longestTurn(work: () => Promise<unknown>): Promise<{ readonly milliseconds: number }> {
  let [isDone, longest] = [false, 0];
  const working = work().finally(() => (isDone = true));
  let before = process.threadCpuUsage();
  while (!isDone) {
    await turn();
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, user + system);
    before = process.threadCpuUsage();
  }
  await working;
  return { milliseconds: longest / 1_000 };
}
