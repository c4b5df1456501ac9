import { multiplyRounded, sum } from '@ringvirkning/kernel';
import { Random } from '@ringvirkning/terms';
import { MILLION } from '../decimal.js';
import { millionthsOf, paidAt, type RatePoint } from './break-even.js';
import type { Gain, Gains } from './expected.js';
import type { Input } from './inputs.js';
import type { Response } from './tornado.js';

/** Net over all draws in minor units; only 5 % of the draws stay below `p5`. */
export interface NetSpread {
  readonly mean: bigint;
  readonly p5: bigint;
  readonly p50: bigint;
  readonly p95: bigint;
  /** Draws in which the net is not negative, of all. */
  readonly covered: number;
}

export interface Draws {
  readonly seed: number;
  readonly runs: number;
}

/** How success varies: the rate that the figures stand for, the rates drawn between, and what each purse pays at computed rates. */
export interface SuccessRates {
  readonly shown: number;
  readonly lowest: number;
  readonly highest: number;
  readonly points: ReadonlyMap<string, readonly RatePoint[]>;
}

/**
 * Draws every input by itself between low and high and adds up what each purse gains less what it pays; `null` is all purses together. Whole numbers only: the same
 * seed gives the same figures on every machine. An input lies below or above what is expected equally often, and rather near it than far (two uniform draws added).
 * Between low, expected and high the split of a quantity is a straight line; prices and what lasts are factors; what is assumed of people
 * stays the model's distribution. What falls together in the world (a weak year for
 * all) is not drawn together, so the spread is rather too narrow.
 * @throws RangeError for fewer than one run
 */
export function monteCarlo(
  base: ReadonlyMap<string, Gains>,
  responses: readonly Response[],
  paid: ReadonlyMap<string, bigint>,
  { seed, runs }: Draws,
  success?: SuccessRates,
): Map<string | null, NetSpread> {
  if (!(runs >= 1)) throw new RangeError('a simulation needs at least one run');
  const random = new Random(seed);
  const purses = [...new Set([...paid.keys(), ...[...base.values()].flatMap((gains) => [...gains.keys()])])].sort();
  const draws = new Map<string | null, bigint[]>([...purses, null].map((purse) => [purse, []]));
  const consequences = [...base].map(([key, gains]) => consequenceOf(key, gains, responses));
  for (let run = 0; run < runs; run += 1) {
    const rate = success && drawnRate(success, random);
    const factors = new Map(responses.map(({ input }) => [input, drawn(input, random)]));
    const net = new Map(purses.map((purse) => [purse, -paidBy(purse, paid, success, rate)]));
    for (const each of consequences)
      for (const [purse, gain] of drawnGains(each, factors))
        net.set(
          purse,
          net.get(purse)! + (rate === undefined ? gain : scaled(gain, rate, millionthsOf(success!.shown))),
        );
    for (const [purse, amount] of net) draws.get(purse)!.push(amount);
    draws.get(null)!.push(sum(net.values()));
  }
  return new Map([...draws].map(([purse, amounts]) => [purse, spreadOf(amounts)]));
}

interface DrawnConsequence {
  readonly gains: Gains;
  readonly quantity: Response | undefined;
  readonly low: Gains;
  readonly high: Gains;
  readonly price: Input | undefined;
  readonly lasting: Input | undefined;
}

function consequenceOf(key: string, gains: Gains, responses: readonly Response[]): DrawnConsequence {
  const of = (kind: Input['kind']) => responses.find(({ input }) => input.kind === kind && input.of.includes(key));
  const quantity = of('quantity');
  const none: Gains = new Map();
  return {
    gains,
    quantity,
    low: quantity?.low.get(key) ?? none,
    high: quantity?.high.get(key) ?? none,
    price: of('price')?.input,
    lasting: of('lasting')?.input,
  };
}

const NOTHING: Gain = { first: 0n, later: 0n };

function* drawnGains(
  { gains, quantity, low, high, price, lasting }: DrawnConsequence,
  factors: ReadonlyMap<Input, bigint>,
): Generator<[string, bigint]> {
  const factor = (input: Input | undefined): bigint => (input && factors.get(input)) ?? MILLION;
  const [units, priced, lasts] = [factor(quantity?.input), factor(price), factor(lasting)];
  const isLess = units < MILLION;
  const end = isLess ? low : high;
  const reach = quantity ? (isLess ? MILLION - quantity.input.low : quantity.input.high - MILLION) : 0n;
  const off = isLess ? MILLION - units : units - MILLION;
  const between = (expected: bigint, atEnd: bigint): bigint =>
    reach === 0n ? expected : expected + multiplyRounded(atEnd - expected, off, reach);
  for (const purse of new Set([...gains.keys(), ...end.keys()])) {
    const [expected, atEnd] = [gains.get(purse) ?? NOTHING, end.get(purse) ?? NOTHING];
    const effect = between(expected.first, atEnd.first) * MILLION + between(expected.later, atEnd.later) * lasts;
    yield [purse, multiplyRounded(effect, priced, MILLION * MILLION)];
  }
}

/** Between 0 and 2 × MILLION, around MILLION. */
const around = (random: Random): bigint => BigInt(random.below(1_000_001) + random.below(1_000_001));

function drawn({ low, high }: Pick<Input, 'low' | 'high'>, random: Random, middle = MILLION): bigint {
  const place = around(random);
  return place < MILLION
    ? low + multiplyRounded(middle - low, place, MILLION)
    : middle + multiplyRounded(high - middle, place - MILLION, MILLION);
}

const drawnRate = ({ shown, lowest, highest }: SuccessRates, random: Random): bigint =>
  drawn({ low: millionthsOf(lowest), high: millionthsOf(highest) }, random, millionthsOf(shown));

const scaled = (amount: bigint, rate: bigint, shown: bigint): bigint => multiplyRounded(amount, rate, shown);

function paidBy(
  purse: string,
  paid: ReadonlyMap<string, bigint>,
  success: SuccessRates | undefined,
  rate: bigint | undefined,
): bigint {
  const points = success?.points.get(purse);
  return points && rate !== undefined ? paidAt(points, rate) : (paid.get(purse) ?? 0n);
}

function spreadOf(amounts: readonly bigint[]): NetSpread {
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const percentile = (percent: number): bigint =>
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
  return {
    mean: multiplyRounded(sum(sorted), 1n, BigInt(sorted.length)),
    p5: percentile(5),
    p50: percentile(50),
    p95: percentile(95),
    covered: sorted.filter((amount) => amount >= 0n).length,
  };
}
