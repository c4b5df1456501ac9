/** One audited unit: what was declared and how much of it is wrong, in minor units (øre). */
export interface Audited {
  readonly book: bigint;
  readonly error: bigint;
}

/** What a sample says about its population, in minor units; both are rounded up, so that an error is never shown smaller than it is. */
export interface Estimate {
  /** Projected (most likely) error, with what the units that were all audited had. */
  readonly projected: bigint;
  /** Precision: how far the true error may lie above, at the confidence chosen. */
  readonly precision: bigint;
  /** Upper limit of error: the two together. */
  readonly upperLimit: bigint;
}

export type Verdict = 'accepted' | 'inconclusive' | 'material';

/** Up to the next whole øre: the conservative direction for an error. */
export const ceilMinor = (amount: number): bigint => BigInt(Math.ceil(amount));

export function estimate(projected: number, precision: number): Estimate {
  const [error, spread] = [ceilMinor(projected), ceilMinor(precision)];
  return { projected: error, precision: spread, upperLimit: error + spread };
}

/** The largest error that is tolerated: the share of what is declared, rounded down. */
export const tolerable = (book: bigint, materiality: number): bigint => BigInt(Math.floor(Number(book) * materiality));

/**
 * The guidance compares both figures with the tolerable error (section 6.1.1.5): an upper limit that is not above it accepts the population,
 * a projected error above it says that the population is wrong, and between them the sample is too small to say.
 */
export function verdictOf({ projected, upperLimit }: Estimate, tolerableError: bigint): Verdict {
  if (projected > tolerableError) return 'material';
  return upperLimit <= tolerableError ? 'accepted' : 'inconclusive';
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const sumOf = (units: readonly Audited[], key: keyof Audited): bigint =>
  units.reduce((total, unit) => total + unit[key], 0n);

/** Standard deviation with the divisor n − 1; 0 for fewer than two values. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
