import { type OutcomeOf, parseRational, subtract } from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** Predicted minus actual cost, in kroner; the price says which share of it is paid. */
export const avoidedCost: CohortKind<OutcomeOf<'avoided-cost'>> = {
  measure(outcome, { findings, point }) {
    const actual = findings.valueAt(outcome.actual, point);
    const predicted =
      'amount' in outcome.predicted
        ? parseRational(outcome.predicted.amount)
        : findings.valueAt(outcome.predicted.outcome, point);
    return actual && predicted ? { value: subtract(predicted, actual), people: 0, reached: 0 } : 'nothing-measured';
  },
  unit: () => 'amount',
};
