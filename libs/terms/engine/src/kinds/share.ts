import {
  add,
  divide,
  multiply,
  type OutcomeOf,
  parseRational,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import type { CohortKind, CohortRun } from './kind.js';
import { answersOf, excludedCount, isPositive, membersOf, type Members } from './population.js';

const HUNDRED = rational(100n);

/** Per cent of the population that reached something (0–100). Whoever reached it counts, also after dropping out. */
export const share: CohortKind<OutcomeOf<'share'>> = {
  measure(outcome, run) {
    const members = membersOf(outcome.population, run);
    const answers = answersOf(outcome.reaching, members, run);
    const reachedIt = (person: number): boolean => answers.get(person)?.some(isPositive) ?? false;
    const reached = [...members.people.keys()].filter(reachedIt).length;
    const people =
      members.people.size - excludedCount(outcome.population, members, (person) => answers.has(person), reachedIt);
    if (people === 0) return 'nothing-measured';
    const percent = multiply(HUNDRED, rational(BigInt(reached), BigInt(people)));
    return { value: outcome.afterDeadweight ? subtract(percent, deadweight(members, run)) : percent, people, reached };
  },
  unit: () => 'per-cent',
};

/** The average per cent of the members that would have reached it anyway, each by its own group. */
function deadweight({ people }: Members, { plan }: CohortRun): Rational {
  let sum = ZERO;
  for (const group of people.values()) sum = add(sum, parseRational(plan.terms.groups[group]?.deadweight ?? '0'));
  return multiply(HUNDRED, divide(sum, rational(BigInt(people.size))));
}
