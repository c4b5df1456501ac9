import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { rational, toDecimal } from '../rational.js';

export interface Flow {
  readonly on: LocalDate;
  /** Minor units; negative is paid in, positive is received. */
  readonly amount: bigint;
}

/** Fixed point: a daily discount factor is a whole number of 10^-30. */
const UNIT = 10n ** 30n;
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
  const first = flows.map((flow) => flow.on).sort()[0];
  if (first === undefined) return null;
  const dated = flows.map((flow) => ({ days: daysBetween(first, flow.on), amount: flow.amount }));
  const presentValue = (factor: bigint): bigint => dated.reduce((sum, { days, amount }) => sum + amount * power(factor, days), 0n);
  let [low, high] = [LOWEST, HIGHEST];
  if (presentValue(low) >= 0n || presentValue(high) <= 0n) return null;
  for (let i = 0; i < HALVINGS && (i < COARSE || yearly(low, decimals) !== yearly(high, decimals)); i++) {
    const middle = (low + high) / 2n;
    if (presentValue(middle) < 0n) low = middle;
    else high = middle;
  }
  return yearly(low, decimals);
}

/** The yearly rate of a daily factor. */
function yearly(factor: bigint, decimals: number): string {
  const year = power(factor, DAYS_PER_YEAR);
  return toDecimal(rational(UNIT - year, year), decimals);
}

function power(base: bigint, exponent: number): bigint {
  let result = UNIT;
  for (let [square, rest] = [base, exponent]; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) / UNIT;
    square = (square * square) / UNIT;
  }
  return result;
}
