import { least, splitExactly, sum, type Currency } from '@ringvirkning/kernel';
import { MILLION, millionths } from '../decimal.js';
import { minorOf, type Scenario } from './knowledge.js';
import type { Share, SplitRule, Step } from './rule-schema.js';

/** What falls on a month or a year of a consequence. */
export interface Stretch {
  /** Minor units: what is split. */
  readonly amount: bigint;
  /** Whole months since the outcome at which it begins. */
  readonly month: number;
  /** How many months it covers: 1 or 12. */
  readonly months: number;
  /** Millionths of the unit of the rule (days, weeks, or of the price) that the person has less or more. */
  readonly units: bigint;
  /** Minor units at the rate of a year, before what is taken off for doubt: what the person costs less (positive) or more. */
  readonly yearly: bigint;
}

export interface PartOfSplit {
  readonly share: Share;
  /** Minor units. */
  readonly amount: bigint;
}

/** What earlier stretches and consequences of the same outcome have used of a provision's counters; a split adds to it. */
export type Tally = Map<string, bigint>;

/** Whose counters a stretch uses: those of the provision, and those of the consequence alone. */
export interface Counters {
  readonly provision: string;
  readonly consequence: string;
}

type Weighted = readonly [share: Share, weight: bigint];

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
/** How much of [from, to) lies in [low, high). */
const overlap = (from: bigint, to: bigint, low: bigint, high: bigint): bigint =>
  most(0n, least(to, high) - most(from, low));

const weighted = (shares: readonly Share[], by: bigint): Weighted[] =>
  by === 0n ? [] : shares.map((share) => [share, by * millionths(share.share)]);

/** The weights of an interval by the steps that it goes through. `boundOf` gives a step's bound in the interval's own measure. */
function byStep(list: readonly Step[], from: bigint, to: bigint, boundOf: (upTo: string) => bigint): Weighted[] {
  let low = 0n;
  return list.flatMap(({ upTo, shares }) => {
    const high = upTo === undefined ? to : boundOf(upTo);
    const part = weighted(shares, overlap(from, to, low, most(low, high)));
    low = high;
    return part;
  });
}

/** Adds to a counter. @returns where it stood. */
function count(tally: Tally, key: string, by: bigint): bigint {
  const before = tally.get(key) ?? 0n;
  tally.set(key, before + by);
  return before;
}

/** An interval of nothing still has a place on the steps: its margin. */
const atLeastOne = (length: bigint): bigint => most(1n, length);

/** A split of one kind of rule: the weights of each share in one state of the person, all states' weights adding up to the same. */
type Weigh = (rule: SplitRule, stretch: Stretch, known: Scenario['known'], at: Place) => Weighted[];
/** What a split counts in, and the currency of its bounds. */
export interface SplitContext {
  readonly tally: Tally;
  readonly counters: Counters;
  readonly currency: Currency;
}
interface Place extends SplitContext {
  /** The number of the scenario. */
  readonly scenario: number;
}

/** Years after the outcome, of a month after it. */
export const yearOfEffect = (month: number): number => Math.floor(month / 12);

const byDays: Weigh = (rule, { month, units }, known, { tally, counters, scenario }) => {
  const length = magnitude(units);
  const year = yearOfEffect(month);
  const used = count(tally, `days ${counters.provision} ${year} ${scenario}`, length);
  const from = used + (year === 0 ? known.days! : 0n);
  return byStep(rule.days!, from, from + atLeastOne(length), millionths);
};

const byWeeks: Weigh = (rule, { units }, known, { tally, counters, scenario }) => {
  const length = magnitude(units);
  const from = known.weeks! + count(tally, `weeks ${counters.consequence} ${scenario}`, length);
  return byStep(rule.weeks!, from, from + atLeastOne(length), millionths);
};

/** A saving comes off the top of the person's cost, an extra cost on top of it, in each month at a twelfth: amounts at the rate of a year go with the bounds. */
const byBrackets: Weigh = (rule, { month, months, yearly }, known, { tally, counters, currency, scenario }) =>
  Array.from({ length: months }).flatMap((_, i) => {
    const moved = count(tally, `cost ${counters.provision} ${month + i} ${scenario}`, -yearly);
    const cost = most(0n, known.yearlyCost! + moved);
    const [from, to] = yearly > 0n ? [cost - yearly, cost] : [cost, cost + atLeastOne(-yearly)];
    const belowNothing = weighted(rule.brackets![0]!.shares, overlap(from, to, from, 0n));
    return [...belowNothing, ...byStep(rule.brackets!, most(0n, from), to, (upTo) => minorOf(upTo, currency))];
  });

const byWindow: Weigh = (rule, { month, months }, known, { tally, counters, scenario }) => {
  const { months: open, atMost, shares, beyond } = rule.window!;
  const from = known.monthsSince! + BigInt(month) * MILLION;
  const length = BigInt(months) * MILLION;
  const within = overlap(from, from + length, 0n, BigInt(open) * MILLION);
  const key = `window ${counters.consequence} ${scenario}`;
  const used = (known.monthsUsed ?? 0n) + (tally.get(key) ?? 0n);
  const covered = atMost === undefined ? within : least(within, most(0n, BigInt(atMost) * MILLION - used));
  count(tally, key, covered);
  return [...weighted(shares, covered), ...weighted(beyond, length - covered)];
};

const byShares: Weigh = (rule, { month, units }, _known, { tally, counters, scenario }) => {
  const length = atLeastOne(magnitude(units));
  if (rule.limit === undefined || rule.beyond === undefined) return weighted(rule.shares!, length);
  const used = count(tally, `limit ${counters.consequence} ${yearOfEffect(month)} ${scenario}`, length);
  const within = least(length, most(0n, millionths(rule.limit) - used));
  return [...weighted(rule.shares!, within), ...weighted(rule.beyond, length - within)];
};

function weighOf(rule: SplitRule): Weigh {
  if (rule.shares) return byShares;
  if (rule.days) return byDays;
  if (rule.weeks) return byWeeks;
  return rule.brackets ? byBrackets : byWindow;
}

const purses = new WeakMap<Share, string>();
/** Shares are those of rules, few and read for every outcome. */
function purseOf(share: Share): string {
  let purse = purses.get(share);
  if (purse === undefined) {
    const { treasury, department, steeringArea } = share;
    purses.set(share, (purse = `${treasury}/${department}/${steeringArea}`));
  }
  return purse;
}

/** Adds what names the same purse, so that a rule gives one part per purse, and none of nothing. */
function merge(parts: readonly PartOfSplit[]): PartOfSplit[] {
  const merged = new Map<string, PartOfSplit>();
  for (const part of parts) {
    const key = purseOf(part.share);
    merged.set(key, { share: part.share, amount: part.amount + (merged.get(key)?.amount ?? 0n) });
  }
  return [...merged.values()].filter((part) => part.amount !== 0n);
}

const divide = (amount: bigint, parts: readonly Weighted[]): PartOfSplit[] => {
  const amounts = splitExactly(
    amount,
    parts.map(([, weight]) => weight),
  );
  return parts.map(([share], index) => ({ share, amount: amounts[index]! }));
};

const plain = (shares: readonly Share[]): Weighted[] => weighted(shares, 1n);

/** A year by plain shares, with or without a limit of units: each side of the limit is divided on its own. */
function splitYear(rule: SplitRule, { amount, units }: Stretch): PartOfSplit[] {
  const shares = plain(rule.shares!);
  const length = magnitude(units);
  const limit = rule.limit === undefined ? length : millionths(rule.limit);
  if (length <= limit) return divide(amount, shares);
  const [within, beyond] = splitExactly(amount, [limit, length - limit]) as [bigint, bigint];
  return [...divide(within, shares), ...divide(beyond, plain(rule.beyond!))];
}

/** The weights of a stretch: the mixture of the states that the person may be in. */
function mixture(rule: SplitRule, stretch: Stretch, scenarios: readonly Scenario[], context: SplitContext): Weighted[] {
  const weigh = weighOf(rule);
  return scenarios.flatMap(({ known, weight }, scenario) =>
    weigh(rule, stretch, known, { ...context, scenario }).map(([share, by]): Weighted => [share, by * weight]),
  );
}

const commonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : commonDivisor(b, a % b));

/**
 * Splits what falls on the months (or the year) of a consequence by a rule of law; where several states of the person are possible, by their weighted mixture.
 * Exact until the end: the parts add up to the amounts together, and none is a minor unit or more from its exact value.
 * @param stretches of one sign, in order of time; the counters of `context.tally` go on from those before.
 */
export function splitBy(
  rule: SplitRule,
  stretches: readonly Stretch[],
  scenarios: readonly Scenario[],
  context: SplitContext,
): PartOfSplit[] {
  const [first] = stretches;
  if (rule.shares && first?.months === 12 && stretches.length === 1) return merge(splitYear(rule, first));
  const weighed = stretches.map((stretch) => {
    const weights = mixture(rule, stretch, scenarios, context);
    return { amount: magnitude(stretch.amount), weights, whole: sum(weights.map(([, weight]) => weight)) };
  });
  const total = sum(stretches.map(({ amount }) => amount));
  if (total === 0n) return [];
  // A single stretch is divided by its weights as they are.
  const denominator = weighed.reduce((all, { whole }) => (all / commonDivisor(all, whole)) * whole, 1n);
  const exact = new Map<string, Weighted>();
  for (const { amount, weights, whole } of weighed) {
    const factor = weighed.length === 1 ? 1n : amount * (denominator / whole);
    for (const [share, weight] of weights) {
      const key = purseOf(share);
      exact.set(key, [share, (exact.get(key)?.[1] ?? 0n) + weight * factor]);
    }
  }
  return divide(total, [...exact.values()]).filter(({ amount }) => amount !== 0n);
}
