import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LONGEST_TURN, longestTurn } from './longest-turn.js';

/** About as much computing as a body of a megabyte takes to be parsed. */
const parseBody = (): unknown => JSON.parse(`[${'{"participant":"p","outcome":"housed"},'.repeat(24_000)}0]`);
const working = (bodies: number, between: () => Promise<unknown> | undefined) => async () => {
  await turn();
  for (let i = 0; i < bodies; i += 1) {
    parseBody();
    await between();
  }
};

describe('the longest turn', () => {
  const most = 4 * LONGEST_TURN;
  it('is too long when the loop is kept by all of a long work', async () =>
    expect(await longestTurn(2, () => Promise.resolve(working(most, () => undefined)))).toBeGreaterThan(
      2 * LONGEST_TURN,
    ));
  it('is short when others have their turn in it', async () =>
    expect(await longestTurn(3, () => Promise.resolve(working(most, turn)))).toBeLessThan(LONGEST_TURN / 2));
  it('is that of the best try', async () => {
    const tried: number[] = [];
    const least = await longestTurn(3, (attempt) => {
      tried.push(attempt);
      return Promise.resolve(working(attempt === 0 ? most : 1, () => undefined));
    });
    expect([least < LONGEST_TURN, tried]).toEqual([true, [0, 1]]);
  });
});
