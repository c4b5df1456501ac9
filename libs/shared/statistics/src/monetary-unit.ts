import { Z, type Confidence } from './confidence.js';
import { room, type PlannedErrors } from './equal-chance.js';
import { deviation, estimate, sum, sumOf, type Audited, type Estimate } from './estimate.js';
import { EXPANSION, RELIABILITY, reliabilityFactor } from './poisson.js';

/** MUS standard: n = (z × BV × σ_r / (TE − AE))², with the spread of the error *rates* (6.3.1.2). */
export function sizeForMus(book: number, deviationOfRates: number, plan: PlannedErrors): number {
  return Math.ceil(((Z[plan.confidence] * book * deviationOfRates) / room(plan)) ** 2);
}

/** MUS conservative: n = BV × RF / (TE − AE × EF); it needs no guess of a spread (6.3.5.2). */
export function sizeForMusConservative(book: number, { tolerable, anticipated, confidence }: PlannedErrors): number {
  const expected = anticipated * EXPANSION[confidence];
  return Math.ceil((book * RELIABILITY[confidence]) / room({ tolerable, anticipated: expected }));
}

/** A monetary unit sample, audited: units larger than the interval were all audited, the rest stand for the interval each. */
export interface MusSample {
  readonly exhaustive: readonly Audited[];
  readonly sampled: readonly Audited[];
  /** Book value that `sampled` was drawn from. */
  readonly sampledBook: bigint;
}

/** The share of a unit that is wrong. */
const rate = ({ book, error }: Audited): number => Number(error) / Number(book);

/** Figures of a monetary unit sample as the guidance's examples print them. */
export interface MusFigures {
  readonly exhaustiveErrors: number;
  readonly book: number;
  readonly n: number;
  readonly rates: number;
  readonly deviationOfRates: number;
}

/** EE = ΣE of the large + SI × Σ E_i/BV_i, and SE = z × BV_s/√n_s × s_r (6.3.1.4 and 6.3.1.5). */
export function musFromFigures(figures: MusFigures, confidence: Confidence): Estimate {
  const { exhaustiveErrors, book, n, rates, deviationOfRates } = figures;
  if (n === 0) return estimate(exhaustiveErrors, 0);
  return estimate(exhaustiveErrors + (book / n) * rates, (Z[confidence] * book * deviationOfRates) / Math.sqrt(n));
}

export function mus({ exhaustive, sampled, sampledBook }: MusSample, confidence: Confidence): Estimate {
  const rates = sampled.map(rate);
  return musFromFigures(
    {
      exhaustiveErrors: Number(sumOf(exhaustive, 'error')),
      book: Number(sampledBook),
      n: sampled.length,
      rates: sum(rates),
      deviationOfRates: deviation(rates),
    },
    confidence,
  );
}

/**
 * The conservative approach (6.3.5.4 and 6.3.5.5): the same projection, and SE = SI × RF + ΣIA. The allowance of the errors in decreasing order is
 * IA_i = (RF(i) − RF(i − 1) − 1) × SI × E_i/BV_i.
 */
export function musConservative({ exhaustive, sampled, sampledBook }: MusSample, confidence: Confidence): Estimate {
  const known = Number(sumOf(exhaustive, 'error'));
  if (sampled.length === 0) return estimate(known, 0);
  const interval = Number(sampledBook) / sampled.length;
  const rates = sampled.map(rate);
  const allowances = incrementalAllowances(rates, interval, confidence);
  return estimate(known + interval * sum(rates), interval * RELIABILITY[confidence] + sum(allowances));
}

/** The allowance of each error, largest first; rates of zero have none. */
export function incrementalAllowances(rates: readonly number[], interval: number, confidence: Confidence): number[] {
  return rates
    .filter((taint) => taint > 0)
    .sort((a, b) => b - a)
    .map((taint, i) => {
      const factor = reliabilityFactor(i + 1, confidence) - reliabilityFactor(i, confidence) - 1;
      return factor * taint * interval;
    });
}
