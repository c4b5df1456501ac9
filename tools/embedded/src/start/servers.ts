import { setTimeout as delay } from 'node:timers/promises';
import type { RunningServer } from '../postgres/postgres.js';
import type { Observer } from './programs.js';

const LONGEST_PAUSE_MS = 10_000;

export interface KeptServer<S> {
  readonly current: () => S;
  readonly stop: () => Promise<void>;
}

/** Keeps a server running: when it ends unasked it is started again on the same port. `stop` ends that. */
export function keepRunning<S extends RunningServer>(
  name: string,
  first: S,
  start: (port: number) => Promise<S>,
  observer: Observer,
): KeptServer<S> {
  let [server, stopping] = [first, false];
  const watch = (async () => {
    for (let failures = 0; ; failures += 1) {
      if (failures === 0) await server.ended;
      if (stopping) return;
      observer.say(`${name} ended; starting it again`);
      await delay(Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS));
      if (stopping) return;
      try {
        server = await start(first.port);
        failures = -1;
        observer.restarted();
      } catch (error) {
        observer.say(`${name} does not start: ${(error as Error).message.split('\n')[0]}`);
      }
    }
  })();
  return {
    current: () => server,
    stop: async () => {
      stopping = true;
      await server.stop();
      await watch;
      // A restart may have been under way.
      await server.stop();
    },
  };
}
