import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { parseRational, type Rational, rational, toDecimal } from '@ringvirkning/terms-language';

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
/** A value below this part of what it is the sum of is nought: there two rates are one. */
const NOUGHT_BITS = 64n;
/** About a millionth. */
const MILLIONTH_BITS = 20n;

/**
 * Internal rate of return per year as a decimal (`'0.051'` is 5.1 %), actual days over 365, on integers: the same on every machine. null when no rate
 * within −99.9 % … +3,800 % fits, and when several do: then none of them is the return.
 */
export function internalRateOfReturn(flows: readonly Flow[], decimals = 4): string | null {
  const rates = ratesThatFit(flows, decimals);
  return rates.length === 1 ? rates[0]! : null;
}

/** Every yearly rate within −99.9 % … +3,800 % at which what was paid in and what was received are worth the same, lowest first. */
export function ratesThatFit(flows: readonly Flow[], decimals = 4): string[] {
  const moves = movesOf(flows);
  const read = (factor: bigint): string => yearly(factor, decimals);
  const crosses = signAt(moves, LOWEST) * signAt(moves, HIGHEST) < 0;
  // Money that changes its side once has one rate at most (Descartes).
  if (changes(moves).length === 1) return crosses ? [read(rootBetween(moves, LOWEST, HIGHEST, read))] : [];
  if (crosses) {
    const factor = rootBetween(moves, LOWEST, HIGHEST);
    if (neverOwes(moves, factor)) return [read(factor)];
  }
  return [...new Set(rootsOf(moves).map(read))].reverse();
}

/** What was moved on a day, netted. */
interface Move {
  readonly day: number;
  /** In fixed point. */
  readonly amount: bigint;
}

/** From the first to the last. */
function movesOf(flows: readonly Flow[]): Move[] {
  const sorted = [...flows].sort((a, b) => (a.on < b.on ? -1 : 1));
  const amounts = new Map<number, bigint>();
  for (const { on, amount } of sorted) {
    const day = daysBetween(sorted[0]!.on, on);
    amounts.set(day, (amounts.get(day) ?? 0n) + (amount << BITS));
  }
  return [...amounts].filter(([, amount]) => amount !== 0n).map(([day, amount]) => ({ day, amount }));
}

/**
 * Whether the provider, at this rate, has something outstanding all the way: then no other rate fits (Soper 1959), as the worth is of one sign at every
 * lower rate and of the other at every higher one.
 */
const neverOwes = (moves: readonly Move[], factor: bigint): boolean =>
  moves[0]!.amount < 0n &&
  worthFrom(moves, factor)
    .slice(1)
    .every((worth) => worth > 0n);

/** Positions of the moves after which money changes its side. */
const changes = (moves: readonly Move[]): number[] =>
  moves.flatMap(({ amount }, i) => (i + 1 < moves.length && amount > 0n !== moves[i + 1]!.amount > 0n ? [i] : []));

/**
 * All factors at which the moves are worth nothing, lowest first. Divided by a power of the factor that lies between two moves where money changes its side,
 * the sum has a derivative with one change fewer; between two roots of that the sum only rises or only falls, and has at most one root.
 */
function rootsOf(moves: readonly Move[]): bigint[] {
  const [turn] = changes(moves);
  if (turn === undefined) return [];
  const between = moves[turn]!.day + moves[turn + 1]!.day;
  const turns = rootsOf(moves.map(({ day, amount }) => ({ day, amount: amount * BigInt(2 * day - between) })));
  const ends = [LOWEST, ...turns, HIGHEST].map((factor) => ({ factor, sign: signAt(moves, factor) }));
  return ends.flatMap(({ factor, sign }, i) => {
    const before = ends[i - 1];
    if (sign === 0) return before?.sign === 0 ? [] : [factor];
    return before && before.sign * sign < 0 ? [rootBetween(moves, before.factor, factor)] : [];
  });
}

/** Where the worth changes its sign, by bisection; with a reading it stops when both ends read the same. */
function rootBetween(moves: readonly Move[], from: bigint, to: bigint, read?: (factor: bigint) => string): bigint {
  let [low, high] = [from, to];
  const negative = (factor: bigint): boolean => worthFrom(moves, factor)[0]! < 0n;
  const side = negative(low);
  for (let i = 0; i < HALVINGS && !(read && i >= COARSE && read(low) === read(high)); i++) {
    const middle = (low + high) / 2n;
    if (negative(middle) === side) low = middle;
    else high = middle;
  }
  return low;
}

/** −1, 0 or 1: what all moves together are worth at a daily factor. */
function signAt(moves: readonly Move[], factor: bigint): number {
  const worth = worthFrom(moves, factor)[0] ?? 0n;
  if (worth === 0n) return 0;
  const size = worth < 0n ? -worth : worth;
  const all = worthFrom(
    moves.map(({ day, amount }) => ({ day, amount: amount < 0n ? -amount : amount })),
    factor,
  )[0]!;
  return size << NOUGHT_BITS < all ? 0 : worth < 0n ? -1 : 1;
}

/** For each move, what it and all later ones are worth on its day; years are mostly of the same length, so their factor is found once. */
function worthFrom(moves: readonly Move[], factor: bigint): bigint[] {
  const factors = new Map<number, bigint>();
  const worth: bigint[] = new Array<bigint>(moves.length);
  for (let i = moves.length - 1; i >= 0; i--) {
    const { day, amount } = moves[i]!;
    worth[i] = amount;
    if (i + 1 === moves.length) continue;
    const days = moves[i + 1]!.day - day;
    let discount = factors.get(days);
    if (discount === undefined) factors.set(days, (discount = power(factor, days)));
    worth[i] = amount + ((worth[i + 1]! * discount) >> BITS);
  }
  return worth;
}

/** The daily factor of a yearly rate from 0 on; above +3,800 % that of +3,800 %. */
export function dailyFactorOf(rate: string): bigint {
  const { n, d } = parseRational(rate);
  const year = (UNIT * d) / (n + d);
  let [low, high] = [LOWEST, UNIT];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2n;
    if (power(middle, DAYS_PER_YEAR) <= year) low = middle;
    else high = middle;
  }
  return high;
}

/** What flows up to a day have grown to on it at a daily factor, to a millionth of a minor unit. */
export function worthOn(flows: readonly Flow[], on: LocalDate, factor: bigint): Rational {
  const worth = flows.reduce(
    (total, flow) => total + (flow.amount << (2n * BITS)) / power(factor, daysBetween(flow.on, on)),
    0n,
  );
  return rational(((worth >> (BITS - MILLIONTH_BITS - 1n)) + 1n) >> 1n, 1n << MILLIONTH_BITS);
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
