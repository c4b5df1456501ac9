import { divide, multiply, type OutcomeOf, rational } from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** One value divided by another: days per person, cost per placement; or one in per cent of the other. */
export const ratio: CohortKind<OutcomeOf<'ratio'>> = {
  measure(outcome, { findings, point }) {
    const [of, to] = [findings.valueAt(outcome.of, point), findings.valueAt(outcome.to, point)];
    if (!of || !to) return 'nothing-measured';
    if (to.n <= 0n) return 'no-percentage';
    const value = divide(of, to);
    return { value: outcome.as === 'percent' ? multiply(rational(100n), value) : value, people: 0, reached: 0 };
  },
  unit: ({ as }) => (as === 'percent' ? 'per-cent' : undefined),
};
