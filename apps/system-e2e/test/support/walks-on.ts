import { afterAll, beforeAll, describe } from '@jest/globals';
import { BrowsedInstance } from './browsed-instance.js';

/** Walks that do not come in each other's way, in this order on one instance: to begin one for each takes more than most of them. */
export const walksOn = (
  what: string,
  options: readonly string[],
  walks: readonly ((arrive: () => BrowsedInstance) => void)[],
): void =>
  describe(what, () => {
    let shared: BrowsedInstance;
    beforeAll(async () => {
      shared = await BrowsedInstance.start(options);
    });
    afterAll(async () => {
      await shared?.stop();
    });
    for (const walk of walks) walk(() => shared.withOthers());
  });
