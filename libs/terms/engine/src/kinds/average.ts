import {
  add,
  divide,
  multiply,
  type OutcomeOf,
  parseRational,
  type Rational,
  rational,
  ZERO,
} from '@ringvirkning/terms-language';
import { unless } from '../parse/problem.js';
import type { CohortKind } from './kind.js';
import { answersOf, excludedCount, membersOf } from './population.js';

/** The average per person of the population. Counted people without an answer get the stated value (sums: 0). */
export const average: CohortKind<OutcomeOf<'average'>> = {
  measure(outcome, run) {
    const { population } = outcome;
    const members = membersOf(population, run);
    const answers = answersOf(outcome.measure, members, run);
    const excluded = excludedCount(
      population,
      members,
      (person) => answers.has(person),
      (person) => answers.has(person),
    );
    const people = members.people.size - excluded;
    const missing = people - answers.size;
    if (people === 0 || (missing > 0 && outcome.perPerson === 'last' && population.missingValue === undefined))
      return 'nothing-measured';
    const valueOf = (own: readonly Rational[]): Rational =>
      outcome.perPerson === 'last' ? own.at(-1)! : own.reduce(add, ZERO);
    const sum = [...answers.values()]
      .map(valueOf)
      .reduce(add, multiply(rational(BigInt(missing)), parseRational(population.missingValue ?? '0')));
    return { value: divide(sum, rational(BigInt(people))), people, reached: answers.size };
  },
  contradictions({ population, perPerson }, path) {
    const someCounted = population.missing === 'counted' || population.excludedAtMost !== undefined;
    return unless(
      perPerson === 'sum' || !someCounted || population.missingValue !== undefined,
      [...path, 'population'],
      'missing-value',
      'Personer uden svar tælles med: angiv hvilken værdi de får (missingValue).',
      'People without an answer are counted: say which value they get (missingValue).',
    );
  },
};
