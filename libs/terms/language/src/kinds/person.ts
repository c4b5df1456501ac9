import { z } from 'zod';
import { laterPrices, price } from '../prices/schema.js';
import { code, condition, naming, planned } from '../schema/common.js';
import type { PersonKind } from './kind.js';

/** What every outcome measured on a person can say. */
export const ofPerson = {
  ...naming,
  followUps: z
    .array(code)
    .min(1)
    .optional()
    .meta({ description: 'The follow-ups at which this outcome can be claimed' }),
  claims: z
    .enum(['once', 'repeatable'])
    .default('once')
    .meta({ description: 'once: once per person (and per follow-up, when it has follow-ups)' }),
  requires: z.array(condition).default([]),
  unless: z.array(condition).default([]),
  groups: z.array(code).min(1).optional().meta({ description: 'Only for people of these groups' }),
  cohorts: z.array(code).min(1).optional().meta({ description: 'Only for people of these cohorts' }),
  planned,
  price: price.optional().meta({ description: 'An outcome without price is measured, not paid' }),
  laterPrices,
};

export const personKind = <S extends z.ZodObject>(kind: Omit<PersonKind<S>, 'of'>): PersonKind<S> => ({
  of: 'person',
  ...kind,
});
