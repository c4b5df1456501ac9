import {
  add,
  compare,
  divide,
  min,
  multiply,
  ONE,
  type OutcomeOf,
  parseRational,
  rational,
  ZERO,
} from '@ringvirkning/terms-language';
import { shown, unless } from '../parse/problem.js';
import type { CohortKind } from './kind.js';

/** Several values in one: Σ weight × value, or × per cent of its target where one is stated. */
export const weighted: CohortKind<OutcomeOf<'weighted'>> = {
  measure(outcome, { findings, point }) {
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
  },
  contradictions({ parts }, path) {
    const sum = parts.map((part) => parseRational(part.weight)).reduce(add, ZERO);
    return [
      ...unless(
        compare(sum, ONE) === 0,
        [...path, 'parts'],
        'shares-do-not-add-up',
        `Vægtene skal tilsammen give 1; de giver ${shown(sum)}.`,
        `The weights must add up to 1; they add up to ${shown(sum)}.`,
      ),
      ...parts.flatMap((part, i) =>
        unless(
          part.target === undefined || compare(parseRational(part.target), ZERO) > 0,
          [...path, 'parts', i, 'target'],
          'target-not-positive',
          'Et mål skal være større end 0.',
          'A target must be greater than 0.',
        ),
      ),
    ];
  },
};
