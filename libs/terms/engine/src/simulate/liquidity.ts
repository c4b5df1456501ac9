import { sum, yearOf, type LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import type { Posting, Receipt, Waterfall } from '../capital/waterfall.js';

/** Sums since the start of the contract, minor units. */
export interface LiquidityPoint {
  readonly on: LocalDate;
  /** Capital paid in by investors. */
  readonly paidIn: bigint;
  /** What the payers paid. */
  readonly received: bigint;
  /** What the investors got back: principal, return, guarantee. */
  readonly paidBack: bigint;
  /** The investors' purse: paid back − paid in. Its lowest point is what must be financed. */
  readonly position: bigint;
}

/** Money in one budget year, minor units. */
export interface LiquidityYear {
  readonly year: number;
  readonly payable: bigint;
  readonly payableSoFar: bigint;
  readonly paidIn: bigint;
  readonly paidBack: bigint;
  /** At the end of the year. */
  readonly position: bigint;
}

const BACK: readonly Posting['kind'][] = ['principal', 'return', 'guarantee'];

/** Where the money stands on each day on which some moves, from the first day of the contract. */
export function liquidity(
  { period }: Pick<Terms, 'period'>,
  receipts: readonly Receipt[],
  { postings }: Pick<Waterfall, 'postings'>,
): LiquidityPoint[] {
  const paidIn = postings.filter(({ kind }) => kind === 'paid-in');
  const paidBack = postings.filter(({ kind }) => BACK.includes(kind));
  const until = (moves: readonly Receipt[], day: LocalDate): bigint =>
    sum(moves.filter(({ on }) => on <= day).map(({ amount }) => amount));
  const days = [...new Set([period.from, ...[...paidIn, ...paidBack, ...receipts].map(({ on }) => on)])].sort();
  return days.map((on) => {
    const [put, back] = [until(paidIn, on), until(paidBack, on)];
    return { on, paidIn: put, received: until(receipts, on), paidBack: back, position: back - put };
  });
}

/** The same per budget year of the contract's period, and of years before it in which capital was paid in. */
export function liquidityYears({ period }: Pick<Terms, 'period'>, points: readonly LiquidityPoint[]): LiquidityYear[] {
  const first = Math.min(yearOf(period.from), ...points.map(({ on }) => yearOf(on)));
  const last = yearOf(period.to);
  const nothing = { paidIn: 0n, received: 0n, paidBack: 0n, position: 0n };
  const atEndOf = (year: number): Omit<LiquidityPoint, 'on'> =>
    points.findLast(({ on }) => yearOf(on) <= year) ?? nothing;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const [before, now] = [atEndOf(first + i - 1), atEndOf(first + i)];
    return {
      year: first + i,
      payable: now.received - before.received,
      payableSoFar: now.received,
      paidIn: now.paidIn - before.paidIn,
      paidBack: now.paidBack - before.paidBack,
      position: now.position,
    };
  });
}
