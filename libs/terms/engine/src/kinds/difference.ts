import { divide, multiply, type OutcomeOf, parseRational, rational, subtract } from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** How much better a value is than a comparison group's or a stated historic one: in points, or in per cent of the reference. Negative when it is worse. */
export const difference: CohortKind<OutcomeOf<'difference'>> = {
  measure(outcome, { findings, point }) {
    const value = findings.valueAt(outcome.of, point);
    const reference =
      'value' in outcome.against
        ? parseRational(outcome.against.value)
        : findings.valueAt(outcome.against.outcome, point);
    if (!value || !reference) return 'nothing-measured';
    const better = outcome.better === 'higher' ? subtract(value, reference) : subtract(reference, value);
    if (outcome.as === 'points') return { value: better, people: 0, reached: 0 };
    if (reference.n <= 0n) return 'no-percentage';
    return { value: multiply(rational(100n), divide(better, reference)), people: 0, reached: 0 };
  },
  unit: (outcome) => (outcome.as === 'percent' ? 'per-cent' : undefined),
};
