import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { rational, toDecimal } from '../rational.js';

export interface Flow {
  readonly on: LocalDate;
  /** Minor units; negative is paid in, positive is received. */
  readonly amount: bigint;
}

/** Fixed point: a daily discount factor is a whole number of 2^-100. */
const BITS = 100n;
const UNIT = 1n << BITS;
/** Daily factors of a yearly return of about +3,800 % and −99.9 %. */
const [LOWEST, HIGHEST] = [(UNIT * 99n) / 100n, (UNIT * 102n) / 100n];
const HALVINGS = 90;
/** So many, before it is worth asking whether both ends read the same: the stated decimals need about these. */
const COARSE = 16;
const DAYS_PER_YEAR = 365;

/**
 * Internal rate of return per year as a decimal (`'0.051'` is 5.1 %), actual days over 365, by bisection on integers: the same on every machine.
 * null when nothing was paid in, nothing came back, or no rate within −99.9 % … +3,800 % fits.
 */
export function internalRateOfReturn(flows: readonly Flow[], decimals = 4): string | null {
  if (flows.length === 0) return null;
  const moves = latestFirst(flows);
  let [low, high] = [LOWEST, HIGHEST];
  if (presentValue(moves, low) >= 0n || presentValue(moves, high) <= 0n) return null;
  for (let i = 0; i < HALVINGS && (i < COARSE || yearly(low, decimals) !== yearly(high, decimals)); i++) {
    const middle = (low + high) / 2n;
    if (presentValue(moves, middle) < 0n) low = middle;
    else high = middle;
  }
  return yearly(low, decimals);
}

interface Move {
  readonly amount: bigint;
  /** Since the move before. */
  readonly days: number;
}

function latestFirst(flows: readonly Flow[]): Move[] {
  const sorted = [...flows].sort((a, b) => (a.on < b.on ? -1 : 1));
  return sorted
    .map(({ on, amount }, i) => ({ amount: amount << BITS, days: daysBetween(sorted[Math.max(0, i - 1)]!.on, on) }))
    .reverse();
}

/** From the last move to the first, each discounted to the one before; years are mostly of the same length, so their factor is found once. */
function presentValue(moves: readonly Move[], factor: bigint): bigint {
  const factors = new Map<number, bigint>([[0, UNIT]]);
  let value = 0n;
  for (const { amount, days } of moves) {
    let discount = factors.get(days);
    if (discount === undefined) factors.set(days, (discount = power(factor, days)));
    value = ((value + amount) * discount) >> BITS;
  }
  return value;
}

/** The yearly rate of a daily factor. */
function yearly(factor: bigint, decimals: number): string {
  const year = power(factor, DAYS_PER_YEAR);
  return toDecimal(rational(UNIT - year, year), decimals);
}

function power(base: bigint, exponent: number): bigint {
  let result = UNIT;
  for (let [square, rest] = [base, exponent]; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) >> BITS;
    square = (square * square) >> BITS;
  }
  return result;
}
