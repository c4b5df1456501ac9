import type { Confidence } from './confidence.js';

/** Reliability factors for no error (EGESIF_16-0014-01, table 4), from which size and basic precision are computed. */
export const RELIABILITY = { 60: 0.92, 70: 1.21, 80: 1.61, 90: 2.31, 95: 3 } as const satisfies Record<
  Confidence,
  number
>;

/** Expansion factors (table 5): how much a sample grows for errors that are expected. */
export const EXPANSION = { 60: 1.1, 70: 1.2, 80: 1.3, 90: 1.5, 95: 1.6 } as const satisfies Record<Confidence, number>;

/** Reliability factor for a number of errors, two decimals as in appendix 3: the mean of the Poisson distribution that has so few only with the risk left. */
export function reliabilityFactor(errors: number, confidence: Confidence): number {
  const risk = 1 - confidence / 100;
  let [low, high] = [0, 10 * (errors + 5)];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (atMost(errors, middle) > risk) low = middle;
    else high = middle;
  }
  return Math.round(low * 100) / 100;
}

/** P(X ≤ errors) of a Poisson distribution. */
function atMost(errors: number, mean: number): number {
  let [term, total] = [Math.exp(-mean), 0];
  for (let k = 0; k <= errors; k += 1) {
    total += term;
    term *= mean / (k + 1);
  }
  return total;
}
