import { fail, type LocalDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { paymentDays, receiptsOf, waterfall, type Waterfall } from '../capital/waterfall.js';
import type { Basis } from './basis.js';
import { courseOf, type Course } from './course.js';
import { distributionOf, kept, type Distribution, type Drawn } from './distribution.js';
import { liquidity, liquidityYears, type LiquidityPoint, type LiquidityYear } from './liquidity.js';
import { drawn, evenly, perMillion, type Luck } from './luck.js';
import { planGaps, plannedBasis, plansAnything, type Gap } from './planned.js';
import { Random } from './random.js';
import { paidYears, worstCases, type PaidYears, type WorstCase } from './worst-case.js';

export interface SimulationOptions {
  /** What everything is that can be achieved; default: what the terms plan and expect. */
  readonly basis?: Basis | undefined;
  /** Rates in per cent, at most four decimals: the share of the people who succeed, e.g. `['40', '12.5']`. */
  readonly success: readonly string[];
  readonly seed: number;
  /** Draws per rate, 0 to 20,000. */
  readonly runs: number;
  /** How far a drawn value of a group may lie from what is expected, up and down, in per cent; default `'25'`. */
  readonly spread?: string;
}

/** One course with the money that follows from it. */
export interface Forecast {
  readonly course: Course;
  readonly capital: Waterfall;
  readonly liquidity: readonly LiquidityPoint[];
  readonly liquidityYears: readonly LiquidityYear[];
  readonly achieved: readonly Achieved[];
}

/** Claims that counted, of the same outcome, month, quantity and paying municipality. */
export interface Achieved {
  readonly outcome: string;
  /** The first day of the month. */
  readonly month: LocalDate;
  readonly quantity: string;
  readonly payer?: string;
  readonly count: number;
}

export interface Scenario {
  readonly success: string;
  /** Exactly this share of the people succeed (rounded), spread evenly. */
  readonly forecast: Forecast;
  /** Each person succeeds with this chance; null without draws. */
  readonly distribution: Distribution | null;
}

export interface Simulation {
  readonly basis: Basis;
  readonly seed: number;
  /** Everybody succeeds. */
  readonly forecast: Forecast;
  /** One per rate; none when there is nothing that can succeed or fail. */
  readonly scenarios: readonly Scenario[];
  readonly worstCases: readonly WorstCase[];
  /** What the terms would have to plan; empty for given facts. */
  readonly gaps: readonly Gap[];
}

/** How many courses are computed, of how many. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** The whole simulation at once. @throws DomainError terms.simulation-invalid */
export function simulate(terms: Terms, options: SimulationOptions): Simulation {
  const steps = simulation(terms, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * What the terms give: when everybody succeeds, at each success rate, and over random draws. The same document, facts, seed and options give the same figures on every machine.
 * Pauses after each course, so that the caller may show progress or do other things in between. @throws DomainError terms.simulation-invalid
 */
export function* simulation(terms: Terms, options: SimulationOptions): Generator<Progress, Simulation, undefined> {
  const { success, seed, runs, spread } = checked(options);
  const basis = options.basis ?? plannedBasis(terms);
  const rates = basis.claims > 0 || (basis.kind === 'plan' && plansAnything(terms)) ? success : [];
  const of = 1 + rates.length * (1 + runs);
  const paid: PaidYears[] = [];
  const computed = (luck: Luck): Course => {
    const course = courseOf(terms, basis, luck);
    paid.push(paidYears(course));
    return course;
  };
  const all = computed(evenly(perMillion('100')));
  yield { done: paid.length, of };
  const scenarios: Scenario[] = [];
  for (const percent of rates) {
    const rate = perMillion(percent);
    const forecast = forecastOf(terms, computed(evenly(rate)));
    yield { done: paid.length, of };
    const random = new Random(seed);
    const draws: Drawn[] = [];
    for (let run = 0; run < runs; run++) {
      draws.push(kept(computed(drawn(rate, spread, random))));
      yield { done: paid.length, of };
    }
    scenarios.push({ success: percent, forecast, distribution: runs === 0 ? null : distributionOf(terms, draws) });
  }
  const earning = new Set(all.outcomes.filter(({ gross }) => gross > 0n).map(({ outcome }) => outcome));
  return {
    basis,
    seed,
    forecast: forecastOf(terms, all),
    scenarios,
    worstCases: worstCases(terms, paid),
    gaps: basis.kind === 'plan' ? planGaps(terms, earning) : [],
  };
}

function forecastOf(terms: Terms, course: Course): Forecast {
  const capital = waterfall(terms, receiptsOf(terms, course), terms.period.to);
  const points = liquidity(terms, paymentDays(course), capital);
  return {
    course,
    capital,
    liquidity: points,
    liquidityYears: liquidityYears(terms, points),
    achieved: achievedIn(course),
  };
}

/** What was achieved when, whether or not a cap pays for it. */
function achievedIn({ achieved }: Course): Achieved[] {
  const found = new Map<string, Achieved>();
  for (const { outcome, on, quantity = '1', payer } of achieved) {
    const month = `${on.slice(0, 7)}-01` as LocalDate;
    const key = [outcome, month, quantity, payer ?? ''].join('/');
    found.set(key, {
      outcome,
      month,
      quantity,
      ...(payer === undefined ? {} : { payer }),
      count: (found.get(key)?.count ?? 0) + 1,
    });
  }
  return [...found.values()];
}

const RATE = /^\d{1,3}(\.\d{1,4})?$/;
const isRate = (text: string): boolean => RATE.test(text) && perMillion(text) <= 1_000_000;
const invalid = (what: string, da: string, en: string) =>
  fail.invalid('terms.simulation-invalid', `${what} skal være ${da}.`, `${what} must be ${en}.`);

function checked({ success, seed, runs, spread = '25' }: SimulationOptions) {
  if (!Number.isInteger(runs) || runs < 0 || runs > 20_000)
    throw invalid('runs', 'mellem 0 og 20.000', 'between 0 and 20,000');
  for (const [what, rates] of [
    ['success', success],
    ['spread', [spread]],
  ] as const)
    if (!rates.every(isRate))
      throw invalid(
        what,
        'procent mellem 0 og 100 med højst fire decimaler',
        'per cent between 0 and 100 with at most four decimals',
      );
  return { success, seed, runs, spread: perMillion(spread) };
}
