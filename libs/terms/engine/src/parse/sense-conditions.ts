import {
  alternativesOf,
  boundOf,
  type CohortOutcome,
  compare,
  type Condition,
  isIndividual,
  type Outcome,
  type Terms,
} from '@ringvirkning/terms-language';
import { oneDuration } from './durations.js';
import { unless, type Problem } from './problem.js';
import type { Path } from './read.js';
import { partOfWholeFits } from './sense-bounds.js';
import { perWords } from './sense-calendar.js';

/** Conditions of an outcome that cannot be asked of it. */
export function conditionsMakeSense(terms: Terms, outcome: Outcome, path: Path): Problem[] {
  const own: [Condition, Path][] = [
    ...outcome.requires.map((condition, j): [Condition, Path] => [condition, [...path, 'requires', j]]),
    ...(outcome.unless ?? []).map((condition, j): [Condition, Path] => [condition, [...path, 'unless', j]]),
  ];
  return own.flatMap(([condition, at]) =>
    placed(condition, at).flatMap(([each, place]) => [
      ...aboutOutcome(terms, outcome, each, place),
      ...bounds(terms, each, place),
      ...limit(terms, outcome, each, place),
    ]),
  );
}

/** Conditions of a tranche of what is settled for a group. */
export const trancheConditionMakesSense = (
  terms: Terms,
  outcome: Outcome,
  condition: Condition,
  path: Path,
): Problem[] =>
  placed(condition, path).flatMap(([each, place]) => {
    const on = terms.outcomes.find(({ code }) => code === each.fact);
    const per = perOf(on);
    return [
      ...unless(
        per === 'contract' || perOf(outcome) === per,
        place,
        'condition-per-cohort',
        `Betingelsen gøres op ${perWords(per).da}, det gør resultatet ikke.`,
        `The condition is settled ${perWords(per).en}, the outcome is not.`,
      ),
      ...bounds(terms, each, place),
      ...limit(terms, outcome, each, place),
    ];
  });

/** How often a value is settled; what is measured on a person is not. */
const perOf = (outcome: Outcome | undefined): CohortOutcome['per'] =>
  outcome && !isIndividual(outcome) ? outcome.per : 'contract';

/** A condition and what it allows instead, each with its place. */
const placed = (condition: Condition, path: Path): [Condition, Path][] =>
  alternativesOf(condition).map((each, i) => [each, each === condition ? path : [...path, 'or', i - 1]]);

/** A person cannot wait for the value of one cohort among several; and a follow-up must be one of the outcome's. */
function aboutOutcome(terms: Terms, outcome: Outcome, condition: Condition, path: Path): Problem[] {
  const on = terms.outcomes.find(({ code }) => code === condition.fact);
  if (!on) return [];
  return [
    ...unless(
      !isIndividual(outcome) || perOf(on) === 'contract',
      path,
      'condition-per-cohort',
      `Et individuelt resultat kan ikke vente på en værdi der gøres op ${perWords(perOf(on)).da}.`,
      `An individual outcome cannot wait for a value that is settled ${perWords(perOf(on)).en}.`,
    ),
    ...unless(
      condition.followUp === undefined || (on.followUps?.includes(condition.followUp) ?? false),
      path,
      'follow-up-of-another',
      `«${on.code}» har ikke opfølgningen «${condition.followUp}».`,
      `«${on.code}» does not have the follow-up «${condition.followUp}».`,
    ),
  ];
}

const bounds = (terms: Terms, { fact, atLeast, atMost }: Condition, path: Path): Problem[] => [
  ...partOfWholeFits(terms, fact, atLeast, [...path, 'atLeast']),
  ...partOfWholeFits(terms, fact, atMost, [...path, 'atMost']),
  ...unless(
    atLeast === undefined || atMost === undefined || compare(boundOf(atLeast), boundOf(atMost)) <= 0,
    path,
    'bounds-crossed',
    'atLeast er større end atMost, så intet kan nås.',
    'atLeast is greater than atMost, so nothing can be reached.',
  ),
];

/** A time limit runs between two days of the same person. */
function limit(terms: Terms, outcome: Outcome, { fact, timing, within }: Condition, path: Path): Problem[] {
  if (!within) return [];
  const on = terms.outcomes.find(({ code }) => code === fact);
  return [
    ...oneDuration(within, [...path, 'within']),
    ...unless(
      isIndividual(outcome) && (on === undefined || isIndividual(on)),
      [...path, 'within'],
      'limit-of-a-person',
      'En frist løber fra noget der er sket for personen selv; her gøres det op for en gruppe.',
      'A time limit runs from something that happened to the person; here it is settled for a group.',
    ),
    ...unless(
      timing === 'before',
      [...path, 'timing'],
      'limit-runs-forward',
      'En frist løber fra noget der er sket: brug timing: before (eller udelad timing).',
      'A time limit runs from something that has happened: use timing: before (or leave timing out).',
    ),
  ];
}
