import type { PERSON_FACT_TYPES, Placed } from '@ringvirkning/outcomes-api';
import type { Terms } from '@ringvirkning/terms-language';
import type { ProblemDetails } from '../api/problem.js';
import type { Text } from '../i18n/i18n.js';

/** Where somebody stands in a contract, as a form has it. */
export interface Place {
  readonly group: string | null;
  readonly cohort: string | null;
  readonly referredOn: string;
  readonly startedOn: string | null;
}
export const PLACE_FIELDS = ['group', 'cohort', 'referredOn', 'startedOn'] as const satisfies (keyof Placed)[];
export type PlaceField = (typeof PLACE_FIELDS)[number];

const TITLES = {
  group: 'people.group',
  cohort: 'people.cohort',
  referredOn: 'people.referred',
  startedOn: 'people.started',
} as const satisfies Record<PlaceField, string>;
const CORRECTED = {
  group: 'group-corrected',
  cohort: 'cohort-corrected',
  referredOn: 'referral-corrected',
  startedOn: 'start-corrected',
} as const satisfies Record<PlaceField, (typeof PERSON_FACT_TYPES)[number]>;

/** Which field a fact of a person's history corrected. */
export const correctedField = (type: string): PlaceField | undefined =>
  PLACE_FIELDS.find((field) => CORRECTED[field] === type);

export const placeOf = ({ group, cohort, referredOn, startedOn }: Place): Place => ({
  group,
  cohort,
  referredOn,
  startedOn,
});

/** What a colleague wrote meanwhile: in a problem, nothing is an empty text. */
export const theirPlace = (params: NonNullable<ProblemDetails['params']>): Place =>
  Object.fromEntries(PLACE_FIELDS.map((field) => [field, params[field] || null])) as unknown as Place;

export const differingIn = (one: Place, other: Place): PlaceField[] =>
  PLACE_FIELDS.filter((field) => one[field] !== other[field]);

/** One field of a place in words. */
const placeValue = (
  { groups, cohorts }: Pick<Terms, 'groups' | 'cohorts'>,
  { say, date }: Text,
  field: PlaceField,
  value: string | null,
): string => {
  if (value === null) return '–';
  if (field === 'referredOn' || field === 'startedOn') return date(value);
  const found = (field === 'group' ? groups : cohorts).find(({ code }) => code === value);
  return found ? say(found.name) : value;
};

/** What a field said before a correction, and says since. */
export const placeChange = (
  terms: Pick<Terms, 'groups' | 'cohorts'>,
  text: Text,
  field: PlaceField,
  { was = null, now = null }: { readonly was?: string | null | undefined; readonly now?: string | null | undefined },
): string =>
  text.t('person.wasNow', { was: placeValue(terms, text, field, was), now: placeValue(terms, text, field, now) });

/** Some fields of a place in one sentence. */
export const placeWords =
  (terms: Pick<Terms, 'groups' | 'cohorts'>, text: Text) =>
  (place: Place, fields: readonly PlaceField[]): string =>
    fields.map((field) => `${text.t(TITLES[field])}: ${placeValue(terms, text, field, place[field])}`).join(', ');
