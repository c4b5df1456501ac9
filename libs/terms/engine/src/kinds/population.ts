import {
  compare,
  dayOf,
  multiply,
  parseRational,
  type Population,
  type Rational,
  rational,
  roundTo,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Observation } from '../evaluate/findings.js';
import type { CohortPoint, CohortRun } from './kind.js';

export interface Members {
  /** Person → group. */
  readonly people: ReadonlyMap<number, number>;
  /** In the order in which they left. */
  readonly left: ReadonlySet<number>;
}

const settled = (point: CohortPoint): ((each: Observation) => boolean) => {
  const first = point.period === undefined ? -Infinity : dayOf(point.period.from);
  return (each) => first <= each.day && each.day <= point.day;
};

/** Everyone who belongs to the population at a point, whether they stayed or not. */
export function membersOf(population: Population, { findings, point }: CohortRun): Members {
  const people = new Map<number, number>();
  const isSettled = settled(point);
  for (const each of findings.of(population.of)) {
    if (
      each.person >= 0 &&
      isSettled(each) &&
      (point.cohort < 0 || each.cohort === point.cohort) &&
      !people.has(each.person)
    )
      people.set(each.person, each.group);
  }
  const left = new Set<number>();
  if (population.leftBy !== undefined)
    for (const each of findings.of(population.leftBy)) if (each.day <= point.day) left.add(each.person);
  return { people, left };
}

/** What the members answered at the point's follow-up: all values per person, in order. */
export function answersOf(name: string, members: Members, { findings, point }: CohortRun): Map<number, Rational[]> {
  const answers = new Map<number, Rational[]>();
  const isSettled = settled(point);
  for (const each of findings.of(name)) {
    if (
      !each.quantity ||
      !isSettled(each) ||
      !members.people.has(each.person) ||
      (point.followUp >= 0 && each.followUp !== point.followUp)
    )
      continue;
    const own = answers.get(each.person);
    if (own) own.push(each.quantity);
    else answers.set(each.person, [each.quantity]);
  }
  return answers;
}

/**
 * Who is counted: all but those who left and those without an answer, where the terms leave them out. At most the stated share of the population (whole people,
 * rounded down) is left out: first who left, in the order in which they did. An excluded drop-out does not count, whatever he reached.
 */
export function countedOf(
  population: Population,
  members: Members,
  hasAnswer: (person: number) => boolean,
): readonly number[] {
  const people = [...members.people.keys()];
  const out = new Set([
    ...(population.left === 'excluded' ? [...members.left].filter((person) => members.people.has(person)) : []),
    ...(population.missing === 'excluded' ? people.filter((person) => !hasAnswer(person)) : []),
  ]);
  const most =
    population.excludedAtMost === undefined
      ? out.size
      : Number(roundTo(multiply(parseRational(population.excludedAtMost), rational(BigInt(people.length))), 'down'));
  const excluded = new Set([...out].slice(0, most));
  return people.filter((person) => !excluded.has(person));
}

export const isPositive = (value: Rational): boolean => compare(value, ZERO) > 0;
