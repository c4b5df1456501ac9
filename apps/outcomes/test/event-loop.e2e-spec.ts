import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LONGEST_TURN, longestTurn } from '@ringvirkning/testing';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.stop());

const HEADER = 'participant;outcome;achieved_on;quantity;external_ref;referred_on';
const csv = (count: number, row: (i: number) => string): string =>
  [HEADER, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');
const DAYS = Array.from({ length: 300 }, (_, i) => new Date(Date.UTC(2024, 2, 1 + i)).toISOString().slice(0, 10));

describe('nobody waits for another file', () => {
  it.each<[string, string]>([
    ['of five thousand people', csv(5_000, (i) => `B-${i};move-in;2024-05-01;;;2024-02-01`)],
    ['of hundreds of rows about one person', csv(600, (i) => `C-1;lesson;${DAYS[i % 300]};2,5;r${i};2024-02-01`)],
    ['of five thousand rows wrong in every cell', csv(5_000, (i) => `;nothing ${i};2024-13-01;1.000;;31-02-2024`)],
    ['of long cells', csv(500, (i) => `B-${i};${'9 '.repeat(4_000)};2024-05-01;;;2024-02-01`)],
    ['of quotes without end', `${HEADER}\n${'"'.repeat(2_000_000)}`],
    ['of empty lines', `${HEADER}\n${'\n'.repeat(2_000_000)}`],
  ])('%s', async (_what, file) => {
    const longest = await longestTurn(4, async () => {
      const contractId = await world.contract();
      return async () => expect([201, 400]).toContain((await world.import('fatima', contractId, file)).status);
    });
    expect(longest).toBeLessThan(LONGEST_TURN);
  });
});
