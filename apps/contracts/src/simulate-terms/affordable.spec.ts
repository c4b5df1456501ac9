import { describe, expect, it } from '@jest/globals';
import { affordableRuns } from './affordable.js';

describe('how many courses are drawn', () => {
  it.each([
    ['as asked when small', 100, 10, 3, 100],
    ['fewer when large', 100, 5000, 2, 10],
    ['at least one', 100, 10_000, 20, 1],
    ['none when none are asked for', 0, 10, 3, 0],
    ['as asked when nothing is planned', 100, 0, 3, 100],
  ])('%s', (_what, asked, claims, rates, expected) => expect(affordableRuns(asked, claims, rates)).toBe(expected));
});
