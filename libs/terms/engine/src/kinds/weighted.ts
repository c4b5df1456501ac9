import {
  add,
  divide,
  min,
  multiply,
  type OutcomeOf,
  parseRational,
  rational,
  ZERO,
} from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** Several values in one: Σ weight × value, or × per cent of its target where one is stated. */
export const weighted: CohortKind<OutcomeOf<'weighted'>> = (outcome, { findings, point }) => {
  let sum = ZERO;
  for (const part of outcome.parts) {
    const value = findings.valueAt(part.outcome, point);
    if (!value) return 'nothing-measured';
    const achieved =
      part.target === undefined ? value : multiply(rational(100n), divide(value, parseRational(part.target)));
    sum = add(
      sum,
      multiply(
        parseRational(part.weight),
        part.atMost === undefined ? achieved : min(achieved, parseRational(part.atMost)),
      ),
    );
  }
  return { value: sum, people: 0, reached: 0 };
};
