import {
  type CohortOutcome,
  inDependencyOrder,
  type IndividualOutcome,
  isIndividual,
  type NamedIn,
  namesIn,
  type Outcome,
  type Terms,
} from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import { problem, unless, type Check, type Problem } from './problem.js';
import type { Path } from './read.js';
import { calendarFits, perWords } from './sense-calendar.js';
import { conditionsMakeSense } from './sense-conditions.js';

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
      ...conditionsMakeSense(terms, outcome, ['outcomes', i]),
      ...(isIndividual(outcome) ? individual(outcome, ['outcomes', i]) : cohort(terms, outcome, ['outcomes', i])),
      ...(kindOf(outcome).contradictions?.(outcome, ['outcomes', i], terms) ?? []),
    ]),
  ];
};

const find = (terms: Terms, code: string): Outcome | undefined =>
  terms.outcomes.find((outcome) => outcome.code === code);

function individual(outcome: IndividualOutcome, path: Path): Problem[] {
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
  ];
}

function cohort(terms: Terms, outcome: CohortOutcome, path: Path): Problem[] {
  return [
    ...unless(
      outcome.per !== 'cohort' || terms.cohorts.length > 0,
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
    ...calendarFits(outcome, path),
    ...namesIn(outcome).flatMap((named) => {
      const at = [...path, ...named.path];
      if (named.is === 'value') return comparable(terms, outcome, named.code, at);
      return named.is === 'fact' ? aboutPeople(terms, outcome, named, at) : [];
    }),
  ];
}

/** Who is counted must be people, and what they reach must be asked at the same follow-ups. */
function aboutPeople(terms: Terms, outcome: CohortOutcome, { code, settledFrom }: NamedIn, path: Path): Problem[] {
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
  const asked = settledFrom?.includes('followUp') && outcome.followUps !== undefined;
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
      part.per === outcome.per || (part.per === 'contract' && outcome.per === 'cohort'),
      path,
      'other-points',
      `«${code}» gøres op ${perWords(part.per).da}, «${outcome.code}» gør ikke.`,
      `«${code}» is settled ${perWords(part.per).en}, «${outcome.code}» is not.`,
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
