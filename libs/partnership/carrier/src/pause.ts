import { setTimeout } from 'node:timers/promises';

/** Waits; returns at once, without an error, when the signal is raised. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
