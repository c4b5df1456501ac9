import { fail, type LocalDate } from '@ringvirkning/kernel';
import { isIndividual, type Terms } from '@ringvirkning/terms-language';
import { STANDING, type ClaimStatus } from './claim.js';
import { erasedAlready, inSample, notAfterWhatHappened, placeBeforeFinal, placeChanged } from './errors.js';
import type { Enrolment } from './enrolment.js';
import { plausibleDay } from './person-words.js';

/** Where somebody stands in a contract, as it was written when they were enrolled. */
export interface Place {
  readonly group: string | null;
  readonly cohort: string | null;
  readonly referredOn: LocalDate;
  readonly startedOn: LocalDate | null;
}
export const PLACE_FIELDS = ['group', 'cohort', 'referredOn', 'startedOn'] as const satisfies (keyof Place)[];
export type PlaceField = (typeof PLACE_FIELDS)[number];

/** Why a place was wrong. Codes alone, as of everything that is told about a person. */
export const PLACE_REASONS = ['typing-error', 'wrongly-informed', 'assessed-again'] as const;
export type PlaceReason = (typeof PLACE_REASONS)[number];

export interface PlaceCorrected {
  readonly field: PlaceField;
  readonly was: string | null;
  readonly now: string | null;
}

/** What a correction of the place may touch of a claim. */
export interface ClaimOfPlace {
  readonly outcome: string;
  readonly status: ClaimStatus;
  readonly on: LocalDate;
  readonly isInSample: boolean;
}

/** What a correction is judged by. */
export interface PlaceBounds {
  readonly terms: Pick<Terms, 'groups' | 'cohorts' | 'period' | 'outcomes'>;
  readonly claims: readonly ClaimOfPlace[];
  readonly today: LocalDate;
}

/** The group and cohort must be ones the terms name, days must be plausible, and a start cannot lie before the referral. @throws invalid */
export function checkPlace({ groups, cohorts, period }: PlaceBounds['terms'], place: Place, today: LocalDate): void {
  const { group, cohort, referredOn, startedOn } = place;
  plausibleDay('referredOn', referredOn, today);
  if (startedOn !== null) plausibleDay('startedOn', startedOn, period.to);
  if (group !== null && !groups.some(({ code }) => code === group))
    throw fail.invalid(
      'outcomes.unknown-group',
      `Kontrakten kender ikke målgruppen «${group}».`,
      `The contract does not know the group «${group}».`,
      { params: { field: 'group' } },
    );
  if (cohort !== null && !cohorts.some(({ code }) => code === cohort))
    throw fail.invalid(
      'outcomes.unknown-cohort',
      `Kontrakten kender ikke årgangen «${cohort}».`,
      `The contract does not know the cohort «${cohort}».`,
      { params: { field: 'cohort' } },
    );
  if (startedOn !== null && startedOn < referredOn)
    throw fail.invalid(
      'outcomes.started-before-referral',
      'Indsatsen kan ikke begynde før henvisningen.',
      'The intervention cannot start before the referral.',
      { params: { field: 'startedOn' } },
    );
}

/**
 * What differs between what the caller saw and what they want, written upon how things stand; empty when it stands so already. Two people who correct different fields
 * do not stand in each other's way.
 * @throws conflict when somebody else has corrected the same field otherwise; invalid, naming the field; rule when something final, a sample or a day depends on what stands
 */
export function correctPlace(
  standing: Place & Enrolment,
  wanted: Place,
  seen: Place,
  { terms, claims, today }: PlaceBounds,
): PlaceCorrected[] {
  if (standing.erased) throw erasedAlready();
  const changes = PLACE_FIELDS.filter((field) => wanted[field] !== seen[field] && wanted[field] !== standing[field]);
  if (changes.some((field) => seen[field] !== standing[field])) throw placeChanged(standing);
  if (changes.length === 0) return [];
  const next = placeAfter(standing, wanted, changes);
  checkPlace(terms, next, today);
  if (next.referredOn > standing.referredOn) mayBeReferredOn(next.referredOn, standing, terms, claims);
  if (changes.some((field) => field === 'group' || field === 'cohort')) mayBePriced(claims);
  return changes.map((field) => ({ field, was: standing[field], now: next[field] }));
}

function placeAfter(standing: Place, wanted: Place, changes: readonly PlaceField[]): Place {
  const of = <F extends PlaceField>(field: F): Place[F] => (changes.includes(field) ? wanted : standing)[field];
  return { group: of('group'), cohort: of('cohort'), referredOn: of('referredOn'), startedOn: of('startedOn') };
}

/** Nobody achieves, leaves or moves before they are referred. */
function mayBeReferredOn(
  day: LocalDate,
  { left, moves }: Enrolment,
  { outcomes }: PlaceBounds['terms'],
  claims: readonly ClaimOfPlace[],
): void {
  const achieved = new Set(outcomes.filter(isIndividual).map(({ code }) => code));
  const days = [
    ...claims.filter(({ outcome, status }) => achieved.has(outcome) && STANDING.includes(status)).map(({ on }) => on),
    ...moves.map(({ from }) => from),
    ...(left ? [left.on] : []),
  ].sort();
  if (days[0] !== undefined && days[0] < day) throw notAfterWhatHappened(days[0]);
}

/** What a claim is worth may depend on its person's group and cohort: those who pay were told of what is final, and a sample is drawn on amounts. */
function mayBePriced(claims: readonly ClaimOfPlace[]): void {
  const final = claims.find(({ status }) => status === 'final');
  if (final) throw placeBeforeFinal(final.on);
  if (claims.some(({ isInSample }) => isInSample)) throw inSample();
}
