import {
  add,
  type CohortOutcome,
  compare,
  type Condition,
  inDependencyOrder,
  type IndividualOutcome,
  isIndividual,
  ONE,
  type Outcome,
  parseRational,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { problem, shown, unless, type Check, type Problem } from './problem.js';
import type { Path } from './read.js';

/** Outcomes that contradict themselves or each other. */
export const outcomesMakeSense: Check = (terms) => {
  const { circular } = inDependencyOrder(terms.outcomes);
  if (circular.length > 0) {
    return circular.map((outcome) =>
      problem(
        ['outcomes', terms.outcomes.indexOf(outcome)],
        'circular',
        `«${outcome.code}» hviler på sig selv, direkte eller gennem andre.`,
        `«${outcome.code}» rests on itself, directly or through others.`,
      ),
    );
  }
  return [
    ...unless(
      terms.outcomes.some((outcome) => outcome.price),
      ['outcomes'],
      'nothing-priced',
      'Intet resultat har en pris.',
      'No outcome has a price.',
    ),
    ...terms.outcomes.flatMap((outcome, i) => [
      ...conditions(terms, outcome, i),
      ...(isIndividual(outcome)
        ? individual(terms, outcome, ['outcomes', i])
        : cohort(terms, outcome, ['outcomes', i])),
    ]),
  ];
};

const find = (terms: Terms, code: string): Outcome | undefined =>
  terms.outcomes.find((outcome) => outcome.code === code);

/** A person cannot wait for the value of one cohort among several; and a follow-up must be one of the outcome's. */
function conditions(terms: Terms, outcome: Outcome, i: number): Problem[] {
  const own: [Condition, Path][] = [
    ...outcome.requires.map((condition, j): [Condition, Path] => [condition, ['outcomes', i, 'requires', j]]),
    ...(isIndividual(outcome)
      ? outcome.unless.map((condition, j): [Condition, Path] => [condition, ['outcomes', i, 'unless', j]])
      : []),
  ];
  return own.flatMap(([condition, path]) => {
    const on = find(terms, condition.fact);
    if (!on) return [];
    return [
      ...unless(
        !(isIndividual(outcome) && !isIndividual(on) && on.per === 'cohort'),
        path,
        'condition-per-cohort',
        'Et individuelt resultat kan ikke vente på en værdi der gøres op pr. årgang.',
        'An individual outcome cannot wait for a value that is settled per cohort.',
      ),
      ...unless(
        condition.followUp === undefined || (on.followUps?.includes(condition.followUp) ?? false),
        path,
        'follow-up-of-another',
        `«${on.code}» har ikke opfølgningen «${condition.followUp}».`,
        `«${on.code}» does not have the follow-up «${condition.followUp}».`,
      ),
    ];
  });
}

function individual(terms: Terms, outcome: IndividualOutcome, path: Path): Problem[] {
  return [
    ...outcome.planned.flatMap((entry, j) =>
      unless(
        outcome.followUps
          ? entry.followUp !== undefined && outcome.followUps.includes(entry.followUp)
          : entry.followUp === undefined,
        [...path, 'planned', j],
        'follow-up-of-another',
        'De planlagte antal skal nævne en af resultatets opfølgninger, hvis det har nogen.',
        "Planned counts must name one of the outcome's follow-ups, if it has any.",
      ),
    ),
    ...unless(
      !(outcome.kind === 'reached' && outcome.sustained && !outcome.followUps),
      [...path, 'sustained'],
      'sustained-needs-follow-ups',
      'Et fastholdt resultat skal have opfølgninger.',
      'A sustained outcome needs follow-ups.',
    ),
    ...(outcome.kind === 'improvement' ? guarded(terms, outcome, path) : []),
  ];
}

/** Who scores himself must not thereby set a price: a second measure by someone else has to confirm it. */
function guarded(terms: Terms, outcome: Extract<Outcome, { kind: 'improvement' }>, path: Path): Problem[] {
  const scoredBy = (code: string | undefined): string | undefined =>
    terms.measures.find((measure) => measure.code === code)?.scoredBy;
  const fine =
    outcome.price === undefined ||
    scoredBy(outcome.measure) !== 'citizen' ||
    (outcome.confirmedBy !== undefined && scoredBy(outcome.confirmedBy) !== 'citizen');
  return unless(
    fine,
    path,
    'self-scored-price',
    'Borgerens egen score må ikke udløse betaling alene: angiv confirmedBy med en måling som andre foretager.',
    "The citizen's own score may not trigger payment alone: give confirmedBy with a measure scored by someone else.",
  );
}

function cohort(terms: Terms, outcome: CohortOutcome, path: Path): Problem[] {
  return [
    ...unless(
      outcome.per === 'contract' || terms.cohorts.length > 0,
      [...path, 'per'],
      'no-cohorts',
      'Dokumentet har ingen årgange (cohorts).',
      'The document has no cohorts.',
    ),
    ...unless(
      !outcome.followUps || terms.cohorts.length > 0,
      [...path, 'followUps'],
      'no-cohorts',
      'Opfølgninger på en gruppe regnes fra årgangens slutning; dokumentet har ingen årgange (cohorts).',
      'Follow-ups of a group count from the end of its cohort; the document has no cohorts.',
    ),
    ...unless(
      !outcome.followUps || outcome.measuredOn === undefined,
      [...path, 'measuredOn'],
      'measured-twice',
      'Angiv enten followUps eller measuredOn.',
      'Give either followUps or measuredOn.',
    ),
    ...partsOf(outcome).flatMap(([code, at]) => comparable(terms, outcome, code, [...path, ...at])),
    ...peopleOf(outcome).flatMap(([code, at]) => aboutPeople(terms, outcome, code, [...path, ...at])),
    ...(outcome.kind === 'weighted' ? weights(outcome, path) : []),
    ...(outcome.kind === 'average' ? missingValue(outcome, path) : []),
  ];
}

function partsOf(outcome: CohortOutcome): [string, Path][] {
  switch (outcome.kind) {
    case 'difference':
      return [
        [outcome.of, ['of']],
        ...('outcome' in outcome.against ? [[outcome.against.outcome, ['against', 'outcome']] as [string, Path]] : []),
      ];
    case 'avoided-cost':
      return [
        [outcome.actual, ['actual']],
        ...('outcome' in outcome.predicted
          ? [[outcome.predicted.outcome, ['predicted', 'outcome']] as [string, Path]]
          : []),
      ];
    case 'weighted':
      return outcome.parts.map((part, i) => [part.outcome, ['parts', i, 'outcome']]);
    default:
      return [];
  }
}

const peopleOf = (outcome: CohortOutcome): [string, Path][] =>
  outcome.kind === 'share'
    ? [
        [outcome.reaching, ['reaching']],
        [outcome.population.of, ['population', 'of']],
      ]
    : outcome.kind === 'average'
      ? [[outcome.population.of, ['population', 'of']]]
      : [];

/** Who is counted must be people, and what they reach must be asked at the same follow-ups. */
function aboutPeople(terms: Terms, outcome: CohortOutcome, code: string, path: Path): Problem[] {
  const about = find(terms, code);
  if (!about) return [];
  if (!isIndividual(about))
    return [
      problem(
        path,
        'not-about-people',
        `«${code}» måles på en gruppe; her skal stå noget der måles på personer.`,
        `«${code}» is measured on a group; this must be something measured on people.`,
      ),
    ];
  const asked = path.at(-1) === 'reaching' && outcome.followUps !== undefined;
  return unless(
    !asked || outcome.followUps!.every((followUp) => about.followUps?.includes(followUp)),
    path,
    'other-points',
    `«${code}» har ikke de samme opfølgninger som «${outcome.code}».`,
    `«${code}» does not have the same follow-ups as «${outcome.code}».`,
  );
}

/** A value can only be built from cohort values that exist at the same points. */
function comparable(terms: Terms, outcome: CohortOutcome, code: string, path: Path): Problem[] {
  const part = find(terms, code)!;
  if (isIndividual(part))
    return [
      problem(
        path,
        'not-a-cohort-value',
        `«${code}» måles på personer; her skal stå et resultat der måles på en gruppe.`,
        `«${code}» is measured on people; this must be an outcome measured on a group.`,
      ),
    ];
  return [
    ...unless(
      part.per === 'contract' || outcome.per === 'cohort',
      path,
      'other-points',
      `«${code}» gøres op pr. årgang, «${outcome.code}» gør ikke.`,
      `«${code}» is settled per cohort, «${outcome.code}» is not.`,
    ),
    ...unless(
      !part.followUps || (outcome.followUps?.every((followUp) => part.followUps!.includes(followUp)) ?? false),
      path,
      'other-points',
      `«${code}» har ikke de samme opfølgninger som «${outcome.code}».`,
      `«${code}» does not have the same follow-ups as «${outcome.code}».`,
    ),
  ];
}

function weights(outcome: Extract<Outcome, { kind: 'weighted' }>, path: Path): Problem[] {
  const sum = outcome.parts.map((part) => parseRational(part.weight)).reduce(add, ZERO);
  return [
    ...unless(
      compare(sum, ONE) === 0,
      [...path, 'parts'],
      'shares-do-not-add-up',
      `Vægtene skal tilsammen give 1; de giver ${shown(sum)}.`,
      `The weights must add up to 1; they add up to ${shown(sum)}.`,
    ),
    ...outcome.parts.flatMap((part, i) =>
      unless(
        part.target === undefined || compare(parseRational(part.target), ZERO) > 0,
        [...path, 'parts', i, 'target'],
        'target-not-positive',
        'Et mål skal være større end 0.',
        'A target must be greater than 0.',
      ),
    ),
  ];
}

function missingValue({ population, perPerson }: Extract<Outcome, { kind: 'average' }>, path: Path): Problem[] {
  const someCounted = population.missing === 'counted' || population.excludedAtMost !== undefined;
  return unless(
    perPerson === 'sum' || !someCounted || population.missingValue !== undefined,
    [...path, 'population'],
    'missing-value',
    'Personer uden svar tælles med: angiv hvilken værdi de får (missingValue).',
    'People without an answer are counted: say which value they get (missingValue).',
  );
}
