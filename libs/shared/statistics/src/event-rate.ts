import { Z_95 } from './confidence.js';

/** 95 % interval of the mean of which so many events are one observation (Poisson); Byar's approximation to the exact limits (Breslow and Day 1987, 2.13). */
export function countInterval(events: number): { readonly low: number; readonly high: number } {
  return { low: events === 0 ? 0 : limit(events, -1), high: limit(events + 1, 1) };
}

const limit = (count: number, side: 1 | -1): number =>
  count * (1 - 1 / (9 * count) + (side * Z_95) / (3 * Math.sqrt(count))) ** 3;
