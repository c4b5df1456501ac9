import { add, dayOf, type OutcomeOf, ZERO } from '@ringvirkning/terms-language';
import type { CohortKind } from './kind.js';

/** The sum of a measure: a saving in kroner, days, nights. */
export const total: CohortKind<OutcomeOf<'total'>> = {
  measure(outcome, { findings, point }) {
    let value = ZERO;
    const people = new Set<number>();
    let facts = 0;
    const first = point.period === undefined ? -Infinity : dayOf(point.period.from);
    for (const each of findings.of(outcome.measure)) {
      const here =
        first <= each.day &&
        each.day <= point.day &&
        (point.cohort < 0 || each.cohort === point.cohort) &&
        (point.followUp < 0 || each.followUp === point.followUp);
      if (!here) continue;
      if (!each.quantity) return 'invalid-quantity';
      value = add(value, each.quantity);
      facts++;
      if (each.person >= 0) people.add(each.person);
    }
    return facts === 0 ? 'nothing-measured' : { value, people: people.size, reached: facts };
  },
  unit: ({ unit }) => (unit === 'amount' ? 'amount' : undefined),
};
