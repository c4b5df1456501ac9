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
import { answersOf, countedOf, isPositive, membersOf, type Members } from './population.js';

const HUNDRED = rational(100n);

/**
 * Per cent of the people counted that reached something (0–100). Where nothing was measured there is no share; but when what is reached is claimed, nobody
 * having claimed it is a share of 0.
 */
export const share: CohortKind<OutcomeOf<'share'>> = {
  measure(outcome, run) {
    const members = membersOf(outcome.population, run);
    const answers = answersOf(outcome.reaching, members, run);
    const counted = countedOf(outcome.population, members, (person) => answers.has(person));
    const isClaimed = run.plan.codes.get(outcome.reaching)! < run.plan.outcomes.length;
    if (counted.length === 0 || (answers.size === 0 && !isClaimed)) return 'nothing-measured';
    const reached = counted.filter((person) => answers.get(person)?.some(isPositive)).length;
    const percent = multiply(HUNDRED, rational(BigInt(reached), BigInt(counted.length)));
    const value = outcome.afterDeadweight ? subtract(percent, deadweight(counted, members, run)) : percent;
    return { value, people: counted.length, reached };
  },
  unit: () => 'per-cent',
};

/** The average per cent of the people counted that would have reached it anyway, each by its own group. */
function deadweight(counted: readonly number[], { people }: Members, { plan }: CohortRun): Rational {
  const sum = counted
    .map((person) => parseRational(plan.terms.groups[people.get(person)!]?.deadweight ?? '0'))
    .reduce(add, ZERO);
  return multiply(HUNDRED, divide(sum, rational(BigInt(counted.length))));
}
