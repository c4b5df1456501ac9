import { addDays, addMonths, type LocalDate } from '@ringvirkning/kernel';
import { grossOf, type Condition, type FollowUp, type Outcome, type Terms } from '@ringvirkning/terms';
import { STANDING, type ClaimStatus } from './claim.js';

export type CheckName =
  | 'known-outcome'
  | 'eligible'
  | 'in-period'
  | 'not-in-future'
  | 'no-repeat'
  | 'prerequisite'
  | 'spell'
  | 'quantity'
  | 'evidence';

/** A check that did not pass. An `error` refuses the claim; a `warning` is shown to those who decide. */
export interface Finding {
  readonly check: CheckName;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly da: string;
  readonly en: string;
}

export interface ClaimantPerson {
  readonly referredOn: LocalDate;
  readonly startedOn: LocalDate | null;
  readonly cohort: string | null;
  readonly group: string | null;
}

/** What is claimed. `outcome` is the code of an individual outcome or of a measure. */
export interface Candidate {
  readonly outcome: string;
  readonly followUp: string | null;
  readonly on: LocalDate;
  readonly periodStart: LocalDate | null;
  readonly quantity: string;
  readonly externalRef: string | null;
  readonly evidence: readonly { readonly source: string }[];
}

/** Another claim of the same person. */
export interface OtherClaim extends Pick<
  Candidate,
  'outcome' | 'followUp' | 'on' | 'quantity' | 'externalRef' | 'evidence'
> {
  readonly status: ClaimStatus;
}

/** Kinds that are measured on single people; the others are computed from them for a whole cohort. */
type IndividualOutcome = Extract<Outcome, { claims: unknown }>;
const isIndividual = (outcome: Outcome): outcome is IndividualOutcome => 'claims' in outcome;

interface Subject {
  readonly terms: Terms;
  readonly outcome: IndividualOutcome;
  readonly person: ClaimantPerson;
  readonly others: readonly OtherClaim[];
  readonly candidate: Candidate;
}

const error = (check: CheckName, code: string, da: string, en: string): Finding => ({
  check,
  severity: 'error',
  code: `outcomes.${code}`,
  da,
  en,
});
const warning = (check: CheckName, code: string, da: string, en: string): Finding => ({
  ...error(check, code, da, en),
  severity: 'warning',
});

/**
 * The automatic checks of a new claim against the frozen terms and the person's other claims; empty when all pass.
 * Measures (facts that other outcomes are computed from) are checked for form only: they may lie before the referral, as a baseline does.
 */
export function checkClaim(
  terms: Terms,
  person: ClaimantPerson,
  others: readonly OtherClaim[],
  candidate: Candidate,
  today: LocalDate,
): Finding[] {
  const outcome = terms.outcomes.find(({ code }) => code === candidate.outcome);
  const isMeasure = terms.measures.some(({ code }) => code === candidate.outcome);
  const unknown = knownOutcome(terms, outcome, isMeasure, candidate);
  if (unknown) return [unknown];
  const standing = others.filter(({ status }) => STANDING.includes(status));
  const form = [
    ...notInFuture(candidate, today),
    ...quantity(outcome, candidate),
    ...amount(terms, person, outcome, candidate),
    ...evidence(terms, candidate),
    ...noRepeat(terms, others, candidate),
  ];
  if (!outcome || !isIndividual(outcome)) return form;
  const subject: Subject = { terms, outcome, person, others: standing, candidate };
  return [...form, ...inPeriod(subject), ...eligible(subject), ...prerequisites(subject), ...spell(subject)];
}

export const isRefused = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

/** What makes two claims of one person the same achievement: the step, and for repeatable ones the reference or the day. */
export function claimKey(
  terms: Terms,
  { outcome, followUp, on, externalRef }: Pick<Candidate, 'outcome' | 'followUp' | 'on' | 'externalRef'>,
): string {
  const declared = terms.outcomes.find(({ code }) => code === outcome);
  const step = `${outcome}/${followUp ?? ''}`;
  return declared && isIndividual(declared) && declared.claims === 'once' ? step : `${step}/${externalRef ?? on}`;
}

function knownOutcome(
  terms: Terms,
  outcome: Outcome | undefined,
  isMeasure: boolean,
  { outcome: code, followUp }: Candidate,
): Finding | undefined {
  if (!outcome && !isMeasure)
    return error(
      'known-outcome',
      'unknown-outcome',
      `Kontrakten kender ikke resultatet «${code}».`,
      `The contract does not know the outcome «${code}».`,
    );
  if (outcome && !isIndividual(outcome))
    return error(
      'known-outcome',
      'measured-on-cohort',
      `«${code}» måles på en hel gruppe og kan ikke meldes for én borger.`,
      `«${code}» is measured on a whole group and cannot be claimed for one person.`,
    );
  const allowed = outcome?.followUps ?? (isMeasure ? terms.followUps.map((known) => known.code) : []);
  if (followUp !== null && !allowed.includes(followUp))
    return error(
      'known-outcome',
      'unknown-follow-up',
      `«${code}» har ingen opfølgning «${followUp}».`,
      `«${code}» has no follow-up «${followUp}».`,
    );
  if (followUp === null && outcome?.followUps)
    return error(
      'known-outcome',
      'follow-up-missing',
      `Angiv hvilken opfølgning af «${code}» der er nået.`,
      `Say which follow-up of «${code}» was reached.`,
    );
  return undefined;
}

const notInFuture = ({ on }: Candidate, today: LocalDate): Finding[] =>
  on > today ? [error('not-in-future', 'in-future', 'Datoen ligger i fremtiden.', 'The date lies in the future.')] : [];

function quantity(outcome: Outcome | undefined, { quantity: text }: Candidate): Finding[] {
  if (outcome?.kind === 'reached' && !/^1(\.0+)?$/.test(text))
    return [
      error(
        'quantity',
        'quantity-not-one',
        'Resultatet er enten nået eller ikke nået; antal er 1.',
        'The outcome is reached or not; its quantity is 1.',
      ),
    ];
  if (outcome && !/[1-9]/.test(text))
    return [
      error('quantity', 'quantity-zero', 'Antallet skal være større end 0.', 'The quantity must be greater than 0.'),
    ];
  return [];
}

/** Ten thousand million in the currency's major unit; the books take a million times as much. */
const LARGEST_AMOUNT = 10n ** 12n;
const LARGEST_QUANTITY = 10 ** 9;

/** A slip of the keyboard, found here and not when the books refuse it. */
function amount(
  terms: Terms,
  { cohort, group }: ClaimantPerson,
  outcome: Outcome | undefined,
  { outcome: code, followUp, on, quantity: text }: Candidate,
): Finding[] {
  if (outcome?.kind !== 'counted' || text === '1') return [];
  const fact = {
    id: '',
    participant: '',
    outcome: code,
    on,
    quantity: text,
    ...(followUp !== null && { followUp }),
    ...(cohort !== null && { cohort }),
    ...(group !== null && { group }),
  };
  if (Number(text) <= LARGEST_QUANTITY && grossOf(terms, fact) <= LARGEST_AMOUNT) return [];
  return [
    error(
      'quantity',
      'amount-out-of-range',
      'Antallet er for stort: højst 1 mia., og til en pris på højst 10 mia. Kontrollér tallet.',
      'The quantity is too large: 1,000 million at most, at a price of 10,000 million at most. Check the number.',
    ),
  ];
}

function evidence({ verification }: Terms, { evidence: given }: Candidate): Finding[] {
  const accepted: readonly string[] = verification.evidence.sources;
  if (verification.evidence.required && given.length === 0)
    return [error('evidence', 'evidence-missing', 'Dokumentation mangler.', 'Evidence is missing.')];
  const other = given.find(({ source }) => !accepted.includes(source));
  return other
    ? [
        error(
          'evidence',
          'evidence-source',
          `Kontrakten godtager ikke dokumentation af typen ${other.source}.`,
          `The contract does not accept evidence of the kind ${other.source}.`,
        ),
      ]
    : [];
}

/** A standing claim blocks the same achievement; an annulled one (upheld objection) blocks it for the same day for good. */
function noRepeat(terms: Terms, others: readonly OtherClaim[], candidate: Candidate): Finding[] {
  const key = claimKey(terms, candidate);
  const same = others.filter((other) => claimKey(terms, other) === key);
  if (same.some(({ status }) => STANDING.includes(status)))
    return [
      error(
        'no-repeat',
        'repeated',
        'Resultatet er allerede meldt for borgeren.',
        'The outcome is claimed for this person already.',
      ),
    ];
  if (same.some(({ status, on }) => status === 'annulled' && on === candidate.on))
    return [
      error(
        'no-repeat',
        'annulled-before',
        'En indsigelse mod dette resultat er taget til følge.',
        'An objection to this outcome was upheld.',
      ),
    ];
  return [];
}

const inPeriod = ({ terms: { period }, candidate: { on } }: Subject): Finding[] =>
  on < period.from || on > period.to
    ? [
        error(
          'in-period',
          'outside-period',
          `Datoen ligger uden for kontraktens periode (${period.from} – ${period.to}).`,
          `The date lies outside the contract's period (${period.from} – ${period.to}).`,
        ),
      ]
    : [];

function eligible({ outcome, person, candidate }: Subject): Finding[] {
  const findings: Finding[] = [];
  if (candidate.on < person.referredOn)
    findings.push(
      error(
        'eligible',
        'before-referral',
        'Det, der var opnået før henvisningen, tæller ikke.',
        'What was reached before the referral does not count.',
      ),
    );
  if (candidate.periodStart !== null && candidate.periodStart > candidate.on)
    findings.push(
      error('eligible', 'period-backwards', 'Perioden slutter før den begynder.', 'The period ends before it begins.'),
    );
  if (outcome.groups && !outcome.groups.includes(person.group ?? ''))
    findings.push(
      error(
        'eligible',
        'other-group',
        'Resultatet gælder ikke borgerens målgruppe.',
        "The outcome is not for the person's group.",
      ),
    );
  if (outcome.cohorts && !outcome.cohorts.includes(person.cohort ?? ''))
    findings.push(
      error(
        'eligible',
        'other-cohort',
        'Resultatet gælder ikke borgerens årgang.',
        "The outcome is not for the person's cohort.",
      ),
    );
  return findings;
}

/** Conditions on later days (`timing: any`) may still come true, so they only warn. */
function prerequisites({ outcome, others, candidate }: Subject): Finding[] {
  const met = (condition: Condition): boolean => others.some((other) => fulfils(condition, other, candidate.on));
  const findingOf = (timing: Condition['timing']) => (timing === 'any' ? warning : error);
  return [
    ...outcome.requires
      .filter((condition) => !met(condition))
      .map(({ fact, timing }) =>
        findingOf(timing)(
          'prerequisite',
          'prerequisite-missing',
          `«${fact}» skal være meldt først.`,
          `«${fact}» must be claimed first.`,
        ),
      ),
    ...outcome.unless
      .filter(met)
      .map(({ fact, timing }) =>
        findingOf(timing)(
          'prerequisite',
          'excluded-by-fact',
          `Resultatet tæller ikke, når «${fact}» foreligger.`,
          `The outcome does not count when there is «${fact}».`,
        ),
      ),
  ];
}

const fulfils = ({ fact, followUp, atLeast, timing }: Condition, other: OtherClaim, on: LocalDate): boolean =>
  other.outcome === fact &&
  (followUp === undefined || other.followUp === followUp) &&
  (atLeast === undefined || Number(other.quantity) >= Number(atLeast)) &&
  (timing === 'any' || other.on <= on);

/** Follow-ups of a sustained outcome need the one before, and after a break the full additional period between the two; the others only warn when early. */
function spell(subject: Subject): Finding[] {
  const { terms, outcome, person, others, candidate } = subject;
  const step = terms.followUps.find(({ code }) => code === candidate.followUp);
  if (!step) return [];
  const start = candidate.periodStart ?? person.startedOn ?? person.referredOn;
  const due = after(start, step);
  if (outcome.kind !== 'reached' || !outcome.sustained) return candidate.on < due ? [tooEarly(warning, due)] : [];
  const before = previousStep(terms, outcome, step);
  const previous = others.find((other) => before && other.outcome === outcome.code && other.followUp === before.code);
  if (before && !previous)
    return [
      error(
        'spell',
        'earlier-follow-up-missing',
        `Opfølgningen «${before.code}» skal være nået først.`,
        `The follow-up «${before.code}» must be reached first.`,
      ),
    ];
  const broken = lastBreak(outcome, others, previous?.on ?? start, candidate.on);
  const again =
    broken &&
    after(broken, {
      months: (step.months ?? 0) - (before?.months ?? 0),
      weeks: (step.weeks ?? 0) - (before?.weeks ?? 0),
    });
  if (again !== undefined && candidate.on < again) return [tooEarly(error, again)];
  return candidate.on < due ? [tooEarly(error, due)] : [];
}

const tooEarly = (severity: typeof error, due: LocalDate): Finding =>
  severity(
    'spell',
    'too-early',
    `Opfølgningen er tidligst nået ${due}.`,
    `The follow-up is reached on ${due} at the earliest.`,
  );

/** Day on which a follow-up is due, counted from a person's start. */
export const after = (start: LocalDate, { months, weeks }: Pick<FollowUp, 'months' | 'weeks'>): LocalDate =>
  addDays(addMonths(start, months ?? 0), 7 * (weeks ?? 0));

const previousStep = (terms: Terms, outcome: IndividualOutcome, step: FollowUp): FollowUp | undefined => {
  const codes = outcome.followUps ?? [];
  const code = codes[codes.indexOf(step.code) - 1];
  return terms.followUps.find((candidate) => candidate.code === code);
};

/** The end of the last interruption between two days that the terms do not permit. */
function lastBreak(
  outcome: Extract<IndividualOutcome, { kind: 'reached' }>,
  others: readonly OtherClaim[],
  from: LocalDate,
  to: LocalDate,
): LocalDate | undefined {
  const { brokenBy, permittedDays = 0, permittedTimes = Infinity } = outcome.sustained ?? {};
  const interruptions = others.filter((other) => other.outcome === brokenBy).sort((a, b) => (a.on < b.on ? -1 : 1));
  let permitted = 0;
  let end: LocalDate | undefined;
  for (const { on, quantity: days } of interruptions) {
    if (Number(days) <= permittedDays && permitted < permittedTimes) permitted += 1;
    else if (on > from && on <= to) end = addDays(on, Math.ceil(Number(days)));
  }
  return end;
}
