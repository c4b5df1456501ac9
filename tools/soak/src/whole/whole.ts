import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { random } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { booksOf, checkThatBooksAreKept, comeToRest, type Books } from './books.js';
import { liveTogether } from './life.js';
import { Pair } from './pair.js';

/** Two whole instances, and the books of a joint contract that nobody has disturbed: those of every other contract with the same life must be the same. */
export class Whole {
  private constructor(
    private readonly pair: Pair,
    private readonly twin: Books,
    /** Of that life. */
    private readonly steps: number,
  ) {}

  static async start(): Promise<Whole> {
    const pair = await Pair.start();
    try {
      let steps = 0;
      const id = await liveTogether(pair, 'TWIN', () => Promise.resolve(void (steps += 1)));
      await comeToRest(pair);
      const twin = await booksOf(pair, id);
      checkThatBooksAreKept(twin, pair);
      return new Whole(pair, twin, steps);
    } catch (error) {
      await pair.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.pair.stop();
  }

  /** The same life once more, while processes of both are killed as a seed says. @throws AssertionError where its books are others than those of the twin. */
  async play(seed: number): Promise<void> {
    const { pair, twin, steps } = this;
    const chance = random(seed);
    const blows = pair.blows();
    const quiet = Array.from({ length: steps - blows.length }, () => () => undefined);
    const coming = chance.shuffled([...blows, ...quiet]);
    const between = (): Promise<void> => {
      setTimeout(coming.pop()!, chance.between(0, 600));
      return delay(chance.between(0, 300));
    };
    const id = await liveTogether(pair, `KILLED-${seed}`, between);
    deepStrictEqual(coming.length, 0);
    await comeToRest(pair);
    await eventually(async () => deepStrictEqual(await booksOf(pair, id), twin), { timeout: 60_000, interval: 1_000 });
  }
}
