import { z } from 'zod';
import { code, sentence, year } from '../schema/common.js';
import { amount, quantity, share } from '../schema/decimal.js';

/** What a cap counts: these outcomes, groups and cohorts; without them, everything. */
const scope = {
  name: sentence.optional(),
  outcomes: z.array(code).min(1).optional(),
  groups: z.array(code).min(1).optional(),
  cohorts: z.array(code).min(1).optional(),
};

/** At most so many claims (or units), or a quota: at most a share of all paid or planned claims. */
export const quantityCap = z.strictObject({
  step: z.literal('quantity'),
  ...scope,
  per: z.enum(['contract', 'person', 'cohort', 'group', 'budget-year']).default('contract'),
  max: quantity.optional(),
  share: share.optional(),
  of: z.enum(['paid', 'planned']).default('paid'),
});
export const personCap = z.strictObject({ step: z.literal('person'), ...scope, max: amount });
export const outcomeCap = z.strictObject({
  step: z.literal('outcome'),
  ...scope,
  outcomes: z.array(code).min(1),
  max: amount,
});
export const yearCap = z.strictObject({
  step: z.literal('budget-year'),
  ...scope,
  years: z.array(year).min(1).optional(),
  max: amount,
});
export const contractCap = z.strictObject({ step: z.literal('contract'), ...scope, max: amount });

export const cap = z.discriminatedUnion('step', [quantityCap, personCap, outcomeCap, yearCap, contractCap]);
export type Cap = z.output<typeof cap>;

/** Guaranteed floor: when a budget year has ended, at least this much is due for the outcomes. */
export const floor = z.strictObject({
  name: sentence.optional(),
  outcomes: z.array(code).min(1),
  years: z.array(year).min(1),
  min: amount,
});
export type Floor = z.output<typeof floor>;
