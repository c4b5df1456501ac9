import { Z, type Confidence } from './confidence.js';
import { deviation, estimate, sum, sumOf, type Audited, type Estimate } from './estimate.js';

/** What a sample size is planned from, in minor units: the errors are guessed from a pilot or from last year. */
export interface PlannedErrors {
  readonly tolerable: number;
  readonly anticipated: number;
  readonly confidence: Confidence;
}

/** How many units of a population of `size` to draw: n = (N × z × σ / (TE − AE))², section 6.1.1.2. Difference estimation uses the same (6.2.1.2). */
export function sizeForMean(size: number, deviationOfErrors: number, plan: PlannedErrors): number {
  const share = (size * Z[plan.confidence] * deviationOfErrors) / room(plan);
  return Math.ceil(share ** 2);
}

/** TE − AE. @throws RangeError when as much is expected as is tolerated: no sample can then tell the two apart. */
export function room({ tolerable, anticipated }: { readonly tolerable: number; readonly anticipated: number }): number {
  if (tolerable <= anticipated)
    throw new RangeError('the error that is expected must be smaller than what is tolerated');
  return tolerable - anticipated;
}

export interface PlannedStratum {
  readonly size: number;
  readonly deviation: number;
}

/** Stratified: the variance is the mean of the strata's, weighted by their size (6.1.2.2), and each stratum gets its share of the sample. */
export function sizesForStrata(strata: readonly PlannedStratum[], plan: PlannedErrors): number[] {
  const all = sum(strata.map(({ size }) => size));
  const total = sizeForMean(all, weightedDeviation(strata), plan);
  return allocate(
    total,
    strata.map(({ size }) => size),
  );
}

/** σ_w = √(Σ N_h/N × σ_h²), section 6.1.2.2. */
export function weightedDeviation(strata: readonly PlannedStratum[]): number {
  const all = sum(strata.map(({ size }) => size));
  return Math.sqrt(sum(strata.map((stratum) => (stratum.size / all) * stratum.deviation ** 2)));
}

/** Whole parts of a total in proportion to weights; the parts always add up, the largest remainders get what is left. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const all = sum(weights);
  const exact = weights.map((weight) => (total * weight) / all);
  const parts = exact.map(Math.floor);
  const left = total - sum(parts);
  const byRemainder = exact
    .map((part, i) => ({ i, rest: part - parts[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts;
}

/** Figures of a sample drawn with the same chance for each unit. */
export interface SampleFigures {
  /** Units in the population. */
  readonly size: number;
  /** Units audited. */
  readonly n: number;
  /** Sum of their errors, in minor units. */
  readonly errors: number;
  /** Standard deviation of their errors, in minor units. */
  readonly deviation: number;
}

/** Mean-per-unit: EE = N × ΣE/n and SE = N × z × s/√n (6.1.1.3 and 6.1.1.4). Difference estimation projects in the same way (6.2.1.3). */
export function meanPerUnit({ size, n, errors, deviation }: SampleFigures, confidence: Confidence): Estimate {
  return estimate((size * errors) / n, (size * Z[confidence] * deviation) / Math.sqrt(n));
}

export const figuresOf = (size: number, sample: readonly Audited[]): SampleFigures => ({
  size,
  n: sample.length,
  errors: Number(sumOf(sample, 'error')),
  deviation: deviation(sample.map(({ error }) => Number(error))),
});

/** Ratio estimation: EE = BV × ΣE/ΣBV_i, and the spread of q_i = E_i − ΣE/ΣBV_i × BV_i (6.1.1.3 and 6.1.1.4). */
export function ratio(
  population: { readonly size: number; readonly book: bigint },
  sample: readonly Audited[],
  confidence: Confidence,
): Estimate {
  const rate = Number(sumOf(sample, 'error')) / Number(sumOf(sample, 'book'));
  const spread = deviation(sample.map(({ book, error }) => Number(error) - rate * Number(book)));
  return estimate(
    Number(population.book) * rate,
    (population.size * Z[confidence] * spread) / Math.sqrt(sample.length),
  );
}

/** Stratified mean-per-unit, with the errors of what was audited in full: SE = N × z × s_w/√n (6.1.2.3 and 6.1.2.4). */
export function stratified(
  strata: readonly SampleFigures[],
  exhaustiveErrors: number,
  confidence: Confidence,
): Estimate {
  const size = sum(strata.map((stratum) => stratum.size));
  const n = sum(strata.map((stratum) => stratum.n));
  const projected = sum(strata.map((stratum) => (stratum.size * stratum.errors) / stratum.n));
  const precision = (size * Z[confidence] * weightedDeviation(strata)) / Math.sqrt(n);
  return estimate(projected + exhaustiveErrors, precision);
}

/** Difference estimation says it of what is right (6.2.1.5): the corrected book value, and how low it may be. */
export function correctedBook(book: bigint, { projected, precision }: Estimate): { value: bigint; lowerLimit: bigint } {
  return { value: book - projected, lowerLimit: book - projected - precision };
}
