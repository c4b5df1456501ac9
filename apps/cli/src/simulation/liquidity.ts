import { sum, yearOf } from '@ringvirkning/kernel';
import type { Course, Terms, Waterfall } from '@ringvirkning/terms';

/** Money in one budget year, minor units. */
export interface LiquidityYear {
  readonly year: number;
  /** What the payers pay, and all of it so far. */
  readonly payable: bigint;
  readonly payableSoFar: bigint;
  /** Capital paid in by investors, and what they got back (principal, return, guarantee). */
  readonly paidIn: bigint;
  readonly paidBack: bigint;
  /** The investors' purse so far: paid back − paid in. Its lowest point is what the project needs to be financed. */
  readonly position: bigint;
}

/** Year by year over the contract's period. */
export function liquidity({ period }: Terms, { years }: Course, { postings }: Waterfall): LiquidityYear[] {
  const [first, last] = [yearOf(period.from), yearOf(period.to)];
  let [payableSoFar, position] = [0n, 0n];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = first + i;
    const payable = years.find((each) => each.year === year)?.payable ?? 0n;
    const ofYear = postings.filter(({ on, kind }) => yearOf(on) === year && kind !== 'loss');
    const paidIn = sum(ofYear.filter(({ kind }) => kind === 'paid-in').map(({ amount }) => amount));
    const paidBack = sum(ofYear.filter(({ kind }) => kind !== 'paid-in').map(({ amount }) => amount));
    payableSoFar += payable;
    position += paidBack - paidIn;
    return { year, payable, payableSoFar, paidIn, paidBack, position };
  });
}
