import { minorUnits, writtenDate, type LocalDate } from '@ringvirkning/kernel';
import { followUpsAsked, grossOf, termsOn } from '@ringvirkning/terms';
import {
  dialogueMeasures,
  isIndividual,
  KINDS,
  notAStep,
  type Outcome,
  statesQuantity,
  type Terms,
} from '@ringvirkning/terms-language';
import { STANDING, type Actor, type ClaimRules } from './claim.js';
import { isClaimant } from './decide.js';
import {
  error,
  type Candidate,
  type CheckName,
  type ClaimantPerson,
  type Finding,
  type OtherClaim,
  type Subject,
} from './finding.js';
import { OtherClaims } from './other-claims.js';
import { factOf, ruled } from './verdict.js';

/** A claim to be made, with the person and their other claims. */
export interface Proposal {
  readonly person: ClaimantPerson;
  readonly others: OtherClaims;
  readonly candidate: Candidate;
}

/**
 * The automatic checks of a new claim against the frozen terms of its day and the person's other claims; empty when all pass.
 * Measures (facts that other outcomes are computed from) are checked for form only: they may lie before the referral, as a baseline does.
 */
export const checkClaim = (
  terms: Terms,
  person: ClaimantPerson,
  claims: OtherClaims | readonly OtherClaim[],
  candidate: Candidate,
  today: LocalDate,
): Finding[] => {
  const others = claims instanceof OtherClaims ? claims : new OtherClaims(terms, claims);
  return checkClaims(terms, [{ person, others, candidate }], today)[0]!;
};

/** The same for claims of as many people, one of each: the rules judge them all at once. */
export function checkClaims(terms: Terms, proposals: readonly Proposal[], today: LocalDate): Finding[][] {
  const checked = proposals.map((proposal) => checkForm(terms, proposal, today));
  // The rules cannot judge a quantity that cannot be.
  const judged = ruled(checked.flatMap(({ subject, form }) => (subject && !isOf('quantity', form) ? subject : [])));
  return checked.map(({ form, subject }) => [
    ...form,
    ...(subject ? [...inPeriod(subject), ...eligible(subject), ...(judged.get(subject) ?? [])] : []),
  ]);
}

const isOf = (check: CheckName, findings: readonly Finding[]): boolean =>
  findings.some((found) => found.check === check);

/** What a claim says by itself, and what the rules are to judge, if they can. */
function checkForm(
  newest: Terms,
  { person, others, candidate }: Proposal,
  today: LocalDate,
): { readonly form: Finding[]; readonly subject?: Subject } {
  const terms = termsOn(newest, candidate.on);
  const outcome = terms.outcomes.find(({ code }) => code === candidate.outcome);
  const isMeasure = terms.measures.some(({ code }) => code === candidate.outcome);
  const unknown = knownOutcome(terms, outcome, isMeasure, candidate);
  if (unknown) return { form: [unknown] };
  const form = [
    ...notInFuture(candidate, today),
    ...quantity(outcome, candidate),
    ...onScale(terms, candidate),
    ...amount(terms, person, outcome, candidate),
    ...evidence(terms, candidate),
    ...noRepeat(others.same(candidate), candidate),
  ];
  if (!outcome || !isIndividual(outcome)) return { form };
  const bearing = others.bearingOn(outcome, candidate);
  return { form, subject: { terms: newest, ofDay: terms, outcome, person, others: bearing, candidate } };
}

export const isRefused = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

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
  if (isMeasure && dialogueMeasures(terms).has(code))
    return error(
      'known-outcome',
      'dialogue-measure',
      `«${code}» er til dialogen med borgeren og kan aldrig udløse betaling. Registrér den på borgerens side.`,
      `«${code}» is for the dialogue with the citizen and can never lead to payment. Register it on the person's page.`,
    );
  const allowed = outcome?.followUps ?? (isMeasure ? terms.followUps.map((known) => known.code) : []);
  if (followUp !== null && !allowed.includes(followUp))
    return error(
      'known-outcome',
      'unknown-follow-up',
      `«${code}» har ingen opfølgning «${followUp}».`,
      `«${code}» has no follow-up «${followUp}».`,
    );
  const asked = outcome ? (outcome.followUps ?? []) : followUpsAsked(terms, code);
  if (followUp === null && asked.length > 0)
    return error(
      'known-outcome',
      'follow-up-missing',
      `Angiv ved hvilken opfølgning «${code}» er nået eller målt: ${asked.join(', ')}.`,
      `Say at which follow-up «${code}» was reached or measured: ${asked.join(', ')}.`,
    );
  return undefined;
}

const notInFuture = ({ on }: Candidate, today: LocalDate): Finding[] =>
  on > today ? [error('not-in-future', 'in-future', 'Datoen ligger i fremtiden.', 'The date lies in the future.')] : [];

function quantity(outcome: Outcome | undefined, { quantity: text }: Candidate): Finding[] {
  if (outcome && isIndividual(outcome) && KINDS[outcome.kind].quantity === 'one' && !/^1(\.0+)?$/.test(text))
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

function onScale(terms: Terms, { outcome, quantity: text }: Candidate): Finding[] {
  const fault = notAStep(terms, outcome, text);
  return fault ? [error('quantity', 'not-a-step', fault.da, fault.en)] : [];
}

/** Ten thousand million in the currency's major unit; the books take a million times as much. */
const LARGEST_AMOUNT = '10000000000';
const LARGEST_QUANTITY = 10 ** 9;

/** A slip of the keyboard, found here and not when the books refuse it. */
function amount(terms: Terms, person: ClaimantPerson, outcome: Outcome | undefined, candidate: Candidate): Finding[] {
  if (!outcome || !statesQuantity(outcome)) return [];
  const gross = grossOf(terms, factOf('candidate', candidate, person));
  if (Number(candidate.quantity) <= LARGEST_QUANTITY && gross <= minorUnits(LARGEST_AMOUNT, terms.currency)) return [];
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

/** A role that has passed to somebody else: each claims what was achieved in their own time. */
export const claimedByWhom = (rulesOfDay: ClaimRules, by: Actor): Finding[] =>
  isClaimant(rulesOfDay, by)
    ? []
    : [
        error(
          'eligible',
          'other-claimant',
          'På den dag var det ikke din organisation, der kunne indberette.',
          'On that day it was not your organisation that could claim.',
        ),
      ];

/** A standing claim blocks the same achievement; an annulled one (upheld objection) blocks it for the same day for good. */
function noRepeat(same: readonly OtherClaim[], candidate: Candidate): Finding[] {
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

const inPeriod = ({ ofDay: { period }, candidate: { on } }: Subject): Finding[] =>
  on < period.from || on > period.to
    ? [
        error(
          'in-period',
          'outside-period',
          `Datoen ligger uden for kontraktens periode (${writtenDate(period.from, 'da-DK')} – ${writtenDate(period.to, 'da-DK')}).`,
          `The date lies outside the contract's period (${writtenDate(period.from, 'en-GB')} – ${writtenDate(period.to, 'en-GB')}).`,
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
  if (outcome.groups && !outcome.groups.some((group) => group === person.group))
    findings.push(
      error(
        'eligible',
        'other-group',
        'Resultatet gælder ikke borgerens målgruppe.',
        "The outcome is not for the person's group.",
      ),
    );
  if (outcome.cohorts && !outcome.cohorts.some((cohort) => cohort === person.cohort))
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
