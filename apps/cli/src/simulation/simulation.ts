import { evaluate, receiptsOf, waterfall, type Evaluation, type Fact, type Terms, type Waterfall } from '@ringvirkning/terms';
import { plannedFacts } from '../facts/planned-facts.js';
import { liquidity, type LiquidityYear } from './liquidity.js';
import { canBeDrawn, scenarios, type Scenario, type ScenarioOptions } from './scenarios.js';
import { worstCases, type WorstCase } from './worst-case.js';

/** Everything that `simulate` shows. Amounts in minor units. */
export interface SimulationResult {
  readonly terms: Terms;
  readonly termsDigest: string;
  /** Where the facts come from: a file, or the planned counts of the terms, all achieved. */
  readonly basis: 'facts' | 'plan';
  readonly facts: number;
  readonly evaluation: Evaluation;
  readonly liquidity: readonly LiquidityYear[];
  readonly capital: Waterfall | null;
  readonly worstCases: readonly WorstCase[];
  readonly scenarios: { readonly seed: number; readonly runs: number; readonly list: readonly Scenario[] } | null;
  /** Priced outcomes measured on a group whose expected value only the scenarios use. */
  readonly onlyInScenarios: readonly string[];
}

/** Computes the contract to its last day, for the given facts or as planned. */
export function simulation(terms: Terms, given: readonly Fact[] | undefined, options: ScenarioOptions): SimulationResult {
  const plan = plannedFacts(terms);
  const planned = plan.length > 0 ? evaluate(terms, plan, terms.period.to) : undefined;
  const evaluation = given ? evaluate(terms, given, terms.period.to) : (planned ?? evaluate(terms, [], terms.period.to));
  const distributed = waterfall(terms, receiptsOf(evaluation), terms.period.to);
  return {
    terms,
    termsDigest: evaluation.termsDigest,
    basis: given ? 'facts' : 'plan',
    facts: (given ?? plan).length,
    evaluation,
    liquidity: liquidity(terms, evaluation, distributed),
    capital: terms.capital.length > 0 ? distributed : null,
    worstCases: worstCases(terms, planned),
    scenarios: canBeDrawn(terms) ? { seed: options.seed, runs: options.runs, list: scenarios(terms, options) } : null,
    onlyInScenarios: given ? [] : terms.outcomes.filter((outcome) => 'expected' in outcome && outcome.expected !== undefined && outcome.price !== undefined).map(({ code }) => code),
  };
}
