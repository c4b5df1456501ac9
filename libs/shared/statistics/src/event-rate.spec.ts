import { describe, expect, it } from '@jest/globals';
import { countInterval } from './event-rate.js';

describe('interval of a count', () => {
  // Exact 95 % limits of a Poisson mean (Garwood 1936), as tables print them.
  it.each([
    [0, 0, 3.69],
    [5, 1.62, 11.67],
    [10, 4.8, 18.39],
    [15, 8.4, 24.74],
    [50, 37.11, 65.92],
    [100, 81.36, 121.63],
  ])('of %i events lies within a few hundredths of the printed limits', (events, low, high) => {
    const found = countInterval(events);
    expect(Math.abs(found.low - low)).toBeLessThan(0.03);
    expect(Math.abs(found.high - high)).toBeLessThan(0.03);
  });
});
