import {
  type Evaluation,
  type Fact,
  multiply,
  ONE,
  parseRational,
  type Rational,
  type Terms,
} from '@ringvirkning/terms-language';
import { compute } from '../evaluate/evaluate.js';
import { prepare } from '../evaluate/prepare.js';
import { compile } from '../plan.js';
import type { Basis } from './basis.js';
import { alone } from '../versions/plans.js';
import type { Luck } from './luck.js';

/** One possible course of the contract, evaluated to its last day; what is drawn needs no digests. */
export interface Course extends Omit<Evaluation, 'digest' | 'factsDigest'> {
  /** The claims that counted, whether or not anything is paid for them. */
  readonly achieved: readonly Fact[];
}

/** The course that a basis takes with this luck, by the contract's own rules. */
export function courseOf(terms: Terms, basis: Basis, luck: Luck): Course {
  const values = basis.kind === 'plan' ? expectedValues(terms, luck) : new Map<string, Rational>();
  const prepared = prepare(alone(compile(terms)), basis.facts(luck), terms.period.to, (outcome) => values.get(outcome));
  const course = compute(prepared, terms.period.to);
  return {
    ...course,
    // Only when somebody asks: a draw of thousands does not need it.
    get achieved() {
      return Array.from(
        { length: prepared.rows.length },
        (_, row) => prepared.intake.facts[prepared.rows.fact(row)],
      ).filter((fact) => fact !== undefined);
    },
  };
}

/** Values measured on groups, for lack of measurements: what is paid for, or sets a coupon's rate, follows luck; what only serves as a yardstick stays as expected. */
function expectedValues(terms: Terms, luck: Luck): Map<string, Rational> {
  const setsRate = new Set(terms.capital.map(({ coupon }) => coupon?.outcome));
  const expected = terms.outcomes.flatMap((outcome) =>
    'expected' in outcome && outcome.expected !== undefined
      ? [
          {
            code: outcome.code,
            value: outcome.expected,
            aim: outcome.price !== undefined || setsRate.has(outcome.code),
          },
        ]
      : [],
  );
  return new Map(
    expected.map(({ code, value, aim }) => [code, multiply(parseRational(value), aim ? luck.factor() : ONE)]),
  );
}
