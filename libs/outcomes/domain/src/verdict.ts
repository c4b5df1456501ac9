import { addDays, daysBetween, writtenDate, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import { judge, judgeAll, unpaidSentence } from '@ringvirkning/terms';
import {
  alternativesOf,
  type Condition,
  type Fact,
  type FollowUp,
  followUpDate,
  followUpMonths,
  type IndividualOutcome,
  isInSteps,
  type Terms,
  type UnpaidReason,
} from '@ringvirkning/terms-language';
import { error, warning, type Candidate, type ClaimantPerson, type Finding, type Subject } from './finding.js';

/** The verdicts of the rules themselves on claims of as many people, as findings that say what is missing; what other checks say already is not said twice. */
export function ruled(subjects: readonly Subject[]): Map<Subject, Finding[]> {
  const [first] = subjects;
  if (!first) return new Map();
  const candidates = subjects.map(({ candidate, person }, i) =>
    factOf(`${i} ${CANDIDATE}`, candidate, person, String(i)),
  );
  const facts = subjects.flatMap((subject, i) => factsOf(subject, String(i)));
  const verdicts = judgeAll(first.terms, [...facts, ...candidates], new Set(candidates.map(({ id }) => id)));
  return new Map(subjects.map((subject, i) => [subject, said(subject, verdicts.get(candidates[i]!.id))]));
}

const factsOf = ({ others, person }: Subject, participant = PERSON): Fact[] =>
  others.map((other, i) => factOf(`${participant} ${String(i).padStart(6, '0')}`, other, person, participant));

function said(subject: Subject, verdict: UnpaidReason | undefined): Finding[] {
  if (verdict === undefined) return [...mayStillCome(subject), ...beforeItIsDue(subject)];
  if (SAID_BY_OTHERS.has(verdict)) return [];
  if (verdict === 'prerequisite-missing') return [missing(subject)];
  if (verdict === 'excluded-by-fact') return [excluded(subject)];
  const reachedOn = verdict === 'spell-broken' ? earliest(subject) : undefined;
  if (reachedOn !== undefined) return [tooEarly(error, reachedOn)];
  return [unpaidFinding(verdict)];
}

/** What the rules say, in their own words. */
export function unpaidFinding(reason: UnpaidReason): Finding {
  const { da, en } = unpaidSentence(reason);
  return error('rule', reason, da, en);
}

/** After the others of its person and day, as the newest claim. */
const CANDIDATE = 'candidate';
const PERSON = 'person';
const SAID_BY_OTHERS: ReadonlySet<UnpaidReason> = new Set(['outside-period', 'not-eligible', 'repeated']);

/** Facts as the evaluation takes them. */
export const factOf = (
  id: string,
  { outcome, followUp, on, quantity }: Pick<Candidate, 'outcome' | 'followUp' | 'on' | 'quantity'>,
  { cohort, group }: ClaimantPerson,
  participant = PERSON,
): Fact => ({
  id,
  participant,
  outcome,
  followUp: followUp ?? undefined,
  on,
  quantity,
  cohort: cohort ?? undefined,
  group: group ?? undefined,
});

function missing({ terms, outcome, others, candidate }: Subject): Finding {
  const before = isInSteps(outcome) ? previousStep(terms, outcome, candidate) : undefined;
  const has = (fact: string, followUp: string | undefined): boolean =>
    others.some((other) => other.outcome === fact && (followUp === undefined || other.followUp === followUp));
  if (before && !has(outcome.code, before.code))
    return error(
      'spell',
      'earlier-follow-up-missing',
      `Opfølgningen «${before.code}» skal være nået først.`,
      `The follow-up «${before.code}» must be reached first.`,
    );
  const asked = outcome.requires.filter((condition) =>
    alternativesOf(condition).every(({ timing }) => timing !== 'any'),
  );
  const absent = asked.filter(
    (condition) => !alternativesOf(condition).some(({ fact, followUp }) => has(fact, followUp)),
  );
  if (before && absent.length === 0)
    return error(
      'spell',
      'earlier-follow-up-broken',
      `Opfølgningen «${before.code}» tæller ikke, fordi forløbet var afbrudt.`,
      `The follow-up «${before.code}» does not count, as the spell was broken.`,
    );
  const names = listed(absent.length > 0 ? absent : asked);
  return error(
    'prerequisite',
    'prerequisite-missing',
    `${names.da} skal være meldt først.`,
    `${names.en} must be claimed first.`,
  );
}

/** «home», «job» eller «course». */
function listed(conditions: readonly Condition[]): Sentence {
  const say = (or: string): string =>
    conditions
      .map((condition) =>
        alternativesOf(condition)
          .map(({ fact }) => `«${fact}»`)
          .join(` ${or} `),
      )
      .join(', ');
  return { da: say('eller'), en: say('or') };
}

function excluded({ outcome, others }: Subject): Finding {
  const names = listed(
    outcome.unless
      .flatMap(alternativesOf)
      .filter(({ fact }) => others.some((other) => other.outcome === fact))
      .map((condition) => ({ ...condition, or: undefined })),
  );
  return error(
    'prerequisite',
    'excluded-by-fact',
    `Resultatet tæller ikke, når ${names.da} foreligger.`,
    `The outcome does not count when there is ${names.en}.`,
  );
}

/** Conditions that a later day may fulfil only warn. */
const mayStillCome = ({ outcome, others }: Subject): Finding[] =>
  outcome.requires
    .filter(
      (condition) =>
        alternativesOf(condition).some(({ timing }) => timing === 'any') &&
        !alternativesOf(condition).some(({ fact }) => others.some((other) => other.outcome === fact)),
    )
    .map((condition) => {
      const { da, en } = listed([condition]);
      return warning(
        'prerequisite',
        'prerequisite-missing',
        `${da} skal være meldt, før resultatet betales.`,
        `${en} must be claimed before the outcome is paid.`,
      );
    });

/** A follow-up is due so long after the person's start. A state that must last cannot be reached earlier; others only warn. */
function beforeItIsDue({ terms, outcome, person, candidate }: Subject): Finding[] {
  const step = terms.followUps.find(({ code }) => code === candidate.followUp);
  if (!step) return [];
  const due = followUpDate(step, candidate.periodStart ?? person.startedOn ?? person.referredOn);
  if (candidate.on >= due) return [];
  return [tooEarly(isInSteps(outcome) ? error : warning, due)];
}

const tooEarly = (severity: typeof error, due: LocalDate): Finding =>
  severity(
    'spell',
    'too-early',
    `Opfølgningen er tidligst nået ${writtenDate(due, 'da-DK')}.`,
    `The follow-up is reached on ${writtenDate(due, 'en-GB')} at the earliest.`,
  );

/** Days until which a broken spell is followed: ten years. */
const FAR = 3_653;

/** The first day on which the claim would count, if nothing more happens; undefined when there is none within ten years. */
function earliest(subject: Subject): LocalDate | undefined {
  const { terms, person, candidate } = subject;
  const facts = factsOf(subject);
  const counts = (days: number): boolean =>
    judge(terms, facts, factOf(`${PERSON} ${CANDIDATE}`, { ...candidate, on: addDays(candidate.on, days) }, person)) ===
    undefined;
  let [early, late] = [0, Math.min(FAR, daysBetween(candidate.on, terms.period.to))];
  if (late <= 0 || !counts(late)) return undefined;
  while (late - early > 1) {
    const middle = (early + late) >> 1;
    if (counts(middle)) late = middle;
    else early = middle;
  }
  return addDays(candidate.on, late);
}

function previousStep(terms: Terms, outcome: IndividualOutcome, { followUp }: Candidate): FollowUp | undefined {
  const schedule = terms.followUps
    .filter(({ code }) => outcome.followUps?.includes(code))
    .sort((a, b) => followUpMonths(a) - followUpMonths(b));
  return schedule[schedule.findIndex(({ code }) => code === followUp) - 1];
}
