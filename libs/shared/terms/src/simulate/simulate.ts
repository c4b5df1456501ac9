import { fail, sum } from '@ringvirkning/kernel';
import { compute } from '../evaluate/evaluate.js';
import { prepare } from '../evaluate/prepare.js';
import { compile } from '../plan.js';
import { add, multiply, ONE, parseRational, rational, type Rational } from '../rational.js';
import type { Terms } from '../schema/terms.js';
import type { Evaluation, Step } from '../types.js';
import { drawFacts } from './draw-facts.js';
import { Random } from './random.js';

export interface SimulationOptions {
  readonly seed: number;
  /** Default 500, at most 20,000. */
  readonly runs?: number;
  /** Chance that a planned claim is achieved: one decimal (0–1) for all outcomes, or one per outcome (others: 1). */
  readonly success: string | Readonly<Record<string, string>>;
  /** How far the value of a cohort outcome may lie from what is expected, up and down, as a share; default 0.25. */
  readonly spread?: string;
}

/** Minor units over all runs: `p5` is the amount that only 5 % of the runs stay below. */
export interface Spread {
  readonly mean: bigint;
  readonly min: bigint;
  readonly p5: bigint;
  readonly p50: bigint;
  readonly p95: bigint;
  readonly max: bigint;
}

export interface Simulation {
  readonly seed: number;
  readonly runs: number;
  readonly gross: Spread;
  readonly payable: Spread;
  readonly years: readonly { readonly year: number; readonly payable: Spread }[];
  /** The mean excess at each step that cut anything. */
  readonly excess: readonly { readonly step: Step; readonly mean: bigint }[];
}

const MILLION = 1_000_000;

/** One possible course of the contract, evaluated; what is drawn needs no digests. */
export type Course = Omit<Evaluation, 'digest' | 'factsDigest'>;

/**
 * Monte Carlo: draws possible courses from the planned counts and expected values, and evaluates each with the contract's own rules.
 * The same seed gives the same result on every machine. Cohort outcomes are drawn around `expected`; without it they are measured on the drawn facts.
 * @throws DomainError terms.simulation-invalid
 */
export const simulate = (terms: Terms, options: SimulationOptions): Simulation => summarise(options.seed, [...drawCourses(terms, options)]);

/** The courses of a simulation, each computed when asked for: the caller may do other things in between. @throws DomainError terms.simulation-invalid */
export function* drawCourses(terms: Terms, options: SimulationOptions): Generator<Course, void, undefined> {
  const runs = options.runs ?? 500;
  if (!Number.isInteger(runs) || runs < 1 || runs > 20_000) throw invalid('runs', 'mellem 1 og 20.000', 'between 1 and 20,000');
  const { success } = options;
  const [same, each] = typeof success === 'string' ? [perMillion(success), {}] : [MILLION, success];
  const chances = new Map(Object.entries(each).map(([outcome, chance]) => [outcome, perMillion(chance)]));
  const spread = BigInt(perMillion(options.spread ?? '0.25'));
  const random = new Random(options.seed);
  const plan = compile(terms);
  for (let run = 0; run < runs; run++) {
    const facts = drawFacts(terms, (outcome) => chances.get(outcome) ?? same, random);
    const values = drawValues(terms, spread, random);
    yield compute(plan, prepare(plan, facts, terms.period.to, (outcome) => values.get(outcome)), terms.period.to);
  }
}

/** The spread of these courses' figures. */
export function summarise(seed: number, courses: readonly Course[]): Simulation {
  const years = [...new Set(courses.flatMap((course) => course.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const steps = [...new Set(courses.flatMap((course) => course.excess.map(({ step }) => step)))];
  return {
    seed,
    runs: courses.length,
    gross: spreadOf(courses.map((course) => course.gross)),
    payable: spreadOf(courses.map((course) => course.payable)),
    years: years.map((year) => ({ year, payable: spreadOf(courses.map((course) => course.years.find((entry) => entry.year === year)?.payable ?? 0n)) })),
    excess: steps.map((step) => ({ step, mean: mean(courses.map((course) => sum(course.excess.filter((entry) => entry.step === step).map((entry) => entry.amount)))) })),
  };
}

/** expected × (1 ± spread), evenly distributed. */
function drawValues(terms: Terms, spread: bigint, random: Random): Map<string, Rational> {
  const values = new Map<string, Rational>();
  for (const outcome of terms.outcomes) {
    if (!('expected' in outcome) || outcome.expected === undefined) continue;
    const offset = rational(BigInt(random.below(2 * MILLION + 1) - MILLION) * spread, BigInt(MILLION) * BigInt(MILLION));
    values.set(outcome.code, multiply(parseRational(outcome.expected), add(ONE, offset)));
  }
  return values;
}

function perMillion(share: string): number {
  if (!/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(share)) throw invalid('success', 'en andel mellem 0 og 1 med højst seks decimaler', 'a share between 0 and 1 with at most six decimals');
  return Number(parseRational(share).n * BigInt(MILLION) / parseRational(share).d);
}

const invalid = (what: string, da: string, en: string) => fail.invalid('terms.simulation-invalid', `${what} skal være ${da}.`, `${what} must be ${en}.`);

const mean = (amounts: readonly bigint[]): bigint => sum(amounts) / BigInt(amounts.length);

function spreadOf(amounts: readonly bigint[]): Spread {
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (percent: number): bigint => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
  return { mean: mean(amounts), min: sorted[0]!, p5: at(5), p50: at(50), p95: at(95), max: sorted.at(-1)! };
}
