import { plannedSize, type Design, type SampleResult } from '@ringvirkning/statistics';
import { parseRational, type Sample } from '@ringvirkning/terms-language';

/** What the terms make of an audited sample, for the claims that were not audited. */
export type Consequence =
  | { readonly type: 'approve' }
  | { readonly type: 'extend'; readonly size: number }
  | { readonly type: 'reduce'; readonly paidShare: string }
  | { readonly type: 'reject' };

/** How far an audit has come. */
export interface Audit {
  readonly result: SampleResult;
  /** Claims in the population, and how many of them were to be drawn. */
  readonly units: number;
  readonly size: number;
  /** All errors that were found, in minor units: those claims are not paid. */
  readonly found: bigint;
  /** The amount of the claims that were not audited, in minor units; 0 when all were. */
  readonly unaudited: bigint;
}

export const designOf = ({ method, confidence, materiality }: Sample): Design => ({
  method,
  confidence,
  materiality: numberOf(materiality),
});

/** A share of the terms, which may be a fraction, for statistics. */
export function numberOf(share: string): number {
  const { n, d } = parseRational(share);
  return Number(n) / Number(d);
}

/** How many claims to draw from a population of this amount. @throws RangeError when the terms expect too much error to compute it. */
export const plannedSample = (sample: Sample, book: bigint): number =>
  sample.size ?? plannedSize(book, designOf(sample), numberOf(sample.expectedError));

/**
 * A sample that is accepted, or that was all there is, approves the rest. Otherwise the terms say, by verdict: `extend` doubles the sample; `reduce` takes what is
 * projected beyond the errors that were found off the amount that was not audited; `reject` returns it.
 */
export function consequenceOf(sample: Sample, { result, units, size, found, unaudited }: Audit): Consequence {
  if (result.verdict === 'accepted' || unaudited === 0n) return { type: 'approve' };
  switch (sample[result.verdict]) {
    case 'extend':
      return { type: 'extend', size: Math.min(units, size * 2) };
    case 'reduce':
      return { type: 'reduce', paidShare: paidShare(result.projected - found, unaudited) };
    case 'reject':
      return { type: 'reject' };
  }
}

const MILLION = 1_000_000n;

/** 1 − error ÷ amount, six decimals, rounded down: what is paid is never more than the projection leaves. */
function paidShare(error: bigint, amount: bigint): string {
  if (error >= amount) return '0';
  const millionths = ((amount - (error > 0n ? error : 0n)) * MILLION) / amount;
  return millionths === MILLION ? '1' : `0.${String(millionths).padStart(6, '0').replace(/0+$/, '') || '0'}`;
}
