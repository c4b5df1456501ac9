import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds until the last failure is thrown; a minute when absent. */
  readonly timeout?: number;
  /** Milliseconds between tries; 50 when absent. */
  readonly interval?: number;
}

/** Tries until `attempt` no longer throws (an `expect` counts) and returns its value. @throws what the last try threw. */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeout = 60_000, interval = 50 }: Patience = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(interval);
    }
  }
}
