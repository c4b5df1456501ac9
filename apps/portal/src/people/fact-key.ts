import type { PERSON_FACT_TYPES, PersonDetails } from '@ringvirkning/outcomes-api';

const OF_PERSON = [
  'enrolled',
  'left',
  'readmitted',
  'moved',
  'follow-up-closed',
  'group-corrected',
  'cohort-corrected',
  'referral-corrected',
  'start-corrected',
  'erased',
] as const satisfies typeof PERSON_FACT_TYPES;
type OfPerson = (typeof OF_PERSON)[number];
type FactType = PersonDetails['history'][number]['type'];

const isOfPerson = (type: FactType): type is OfPerson => (OF_PERSON as readonly string[]).includes(type);

/** The text of what was done: with the person, or with one of their claims. That each has one is checked by its type. */
export const factKey = (type: FactType) =>
  isOfPerson(type) ? (`personFact.${type}` as const) : (`fact.${type as Exclude<FactType, OfPerson>}` as const);
