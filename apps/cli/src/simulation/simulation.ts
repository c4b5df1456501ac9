import { receiptsOf, waterfall, type Course, type Evaluation, type Terms, type Waterfall } from '@ringvirkning/terms';
import { liquidity, type LiquidityYear } from './liquidity.js';
import { asPlanned, plansAnything, scenarios, type Scenario, type ScenarioOptions } from './scenarios.js';
import { worstCases, type WorstCase } from './worst-case.js';

/** Everything that `simulate` shows. Amounts in minor units. */
export interface SimulationResult {
  readonly terms: Terms;
  /** The facts of a file, with the digests that everybody gets for them; absent for the plan of the terms, all achieved. */
  readonly given?: { readonly facts: number; readonly factsDigest: string; readonly digest: string };
  readonly course: Course;
  readonly liquidity: readonly LiquidityYear[];
  readonly capital: Waterfall | null;
  readonly worstCases: readonly WorstCase[];
  readonly scenarios: { readonly seed: number; readonly runs: number; readonly list: readonly Scenario[] } | null;
}

/** Facts of a file, evaluated to the contract's last day. */
export interface Given {
  readonly facts: number;
  readonly evaluation: Evaluation;
}

/** The contract to its last day, for the given facts or as planned. */
export function simulation(terms: Terms, given: Given | undefined, options: ScenarioOptions): SimulationResult {
  const planned = plansAnything(terms) ? asPlanned(terms, options.seed) : undefined;
  const course = given?.evaluation ?? asPlanned(terms, options.seed);
  const distributed = waterfall(terms, receiptsOf(course), terms.period.to);
  return {
    terms,
    ...(given && { given: { facts: given.facts, factsDigest: given.evaluation.factsDigest, digest: given.evaluation.digest } }),
    course,
    liquidity: liquidity(terms, course, distributed),
    capital: terms.capital.length > 0 ? distributed : null,
    worstCases: worstCases(terms, planned),
    scenarios: planned ? { seed: options.seed, runs: options.runs, list: scenarios(terms, options) } : null,
  };
}
