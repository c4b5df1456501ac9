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
import { answersOf, countedOf, membersOf } from './population.js';

/**
 * The average per person counted. Counted people without an answer get the stated value (sums: 0); where nobody has an answer nothing was measured, and there is
 * no average.
 */
export const average: CohortKind<OutcomeOf<'average'>> = {
  measure(outcome, run) {
    const { population } = outcome;
    const members = membersOf(population, run);
    const answers = answersOf(outcome.measure, members, run);
    const counted = countedOf(population, members, (person) => answers.has(person));
    const own = counted.flatMap((person) => [answers.get(person)].filter((each) => each !== undefined));
    const missing = counted.length - own.length;
    const unknown = missing > 0 && outcome.perPerson === 'last' && population.missingValue === undefined;
    if (own.length === 0 || unknown) return 'nothing-measured';
    const valueOf = (values: readonly Rational[]): Rational =>
      outcome.perPerson === 'last' ? values.at(-1)! : values.reduce(add, ZERO);
    const sum = own
      .map(valueOf)
      .reduce(add, multiply(rational(BigInt(missing)), parseRational(population.missingValue ?? '0')));
    return { value: divide(sum, rational(BigInt(counted.length))), people: counted.length, reached: own.length };
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
