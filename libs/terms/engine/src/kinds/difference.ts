import {
  divide,
  KINDS,
  multiply,
  type Outcome,
  type OutcomeOf,
  parseRational,
  type Rational,
  rational,
  subtract,
} from '@ringvirkning/terms-language';
import { unless } from '../parse/problem.js';
import type { CohortKind, Measured } from './kind.js';

/**
 * How much better a value is than a comparison group's or a stated historic one: in points, in per cent of the reference, or per person times the people that
 * the value counts. Negative when it is worse.
 */
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
    if (outcome.as === 'total') return ofAll(better, findings.peopleAt(outcome.of, point));
    if (reference.n <= 0n) return 'no-percentage';
    return { value: multiply(rational(100n), divide(better, reference)), people: 0, reached: 0 };
  },
  unit: (outcome) => (outcome.as === 'percent' ? 'per-cent' : undefined),
  contradictions({ of, as }, path, { outcomes }) {
    const compared = outcomes.find(({ code }) => code === of);
    return unless(
      as !== 'total' || compared === undefined || isPerPerson(compared),
      [...path, 'as'],
      'total-of-no-people',
      'Forskellen kan kun ganges op for et gennemsnit pr. person (average).',
      'The difference can only be multiplied for an average per person (average).',
    );
  },
};

function isPerPerson({ kind }: Outcome): boolean {
  const words = KINDS[kind];
  return 'perPerson' in words && words.perPerson;
}

const ofAll = (perPerson: Rational, people: number | undefined): Measured | 'nothing-measured' =>
  people ? { value: multiply(perPerson, rational(BigInt(people))), people, reached: 0 } : 'nothing-measured';
