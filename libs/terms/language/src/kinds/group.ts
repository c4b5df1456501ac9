import { z } from 'zod';
import { laterPrices, price } from '../prices/schema.js';
import { code, condition, date, naming, PARTY_ROLES } from '../schema/common.js';
import { decimal, share } from '../schema/decimal.js';
import type { GroupKind } from './kind.js';

/** What every outcome measured on a group of people can say. */
export const ofGroup = {
  ...naming,
  per: z.enum(['contract', 'cohort', 'year', 'half-year', 'quarter']).default('contract').meta({
    description:
      'contract: pooled over all cohorts; cohort: one value, threshold and price for each; year, half-year, quarter: one for each of the calendar, of what lies in it, settled on its last day within the contract',
  }),
  followUps: z
    .array(code)
    .min(1)
    .optional()
    .meta({ description: 'Measured at each of these, counted from the end of the cohort (or contract)' }),
  measuredOn: date
    .optional()
    .meta({ description: 'The day the value is settled; default: the end of the cohort or contract' }),
  expected: decimal.optional().meta({ description: 'The planned value, for forecasts' }),
  requires: z.array(condition).default([]),
  unless: z.array(condition).optional().meta({ description: 'Nothing is settled where one of these holds' }),
  price: price.optional(),
  laterPrices,
};

/** Who is counted. Everyone with the `of` fact (intention to treat), unless drop-outs or missing answers are left out, within a limit. */
export const population = z.strictObject({
  of: code.meta({
    description: 'Measure or outcome that makes a person part of the population, e.g. referred or started',
  }),
  leftBy: code.optional().meta({ description: 'Measure that says a person dropped out' }),
  left: z.enum(['counted', 'excluded']).default('counted'),
  missing: z.enum(['counted', 'excluded']).default('counted').meta({
    description:
      'People without an answer: counted as not reached (share) or with the missing value (average), or excluded',
  }),
  missingValue: decimal
    .optional()
    .meta({ description: 'Averages: the value that a counted person without an answer gets' }),
  duty: z.enum(PARTY_ROLES).optional().meta({ description: 'Whose duty it is to get the answers' }),
  excludedAtMost: share
    .optional()
    .meta({ description: 'At most this share of the population may be excluded; the rest is counted' }),
});
export type Population = z.output<typeof population>;

export const groupKind = <S extends z.ZodObject>(kind: Omit<GroupKind<S>, 'of'>): GroupKind<S> => ({
  of: 'group',
  ...kind,
});
