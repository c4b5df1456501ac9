import { AmountSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';

/** The offices of a municipality that sign contracts. */
export const OfficeSchema = z.enum([
  'department-head',
  'investment-council',
  'committee',
  'municipal-director',
  'mayor',
  'council',
]);

/** One rule: for which contracts, and who signs them. */
export const ChainRuleSchema = z.strictObject({
  kind: z
    .enum(['joint', 'capital'])
    .optional()
    .describe(
      '`joint`: other municipalities sign it too; `capital`: somebody puts money at stake; absent: every contract',
    ),
  above: z
    .strictObject({
      measure: z.enum(['expected-total', 'expected-year', 'worst-total', 'worst-year']),
      amount: AmountSchema.describe('Øre'),
    })
    .optional()
    .describe(
      'Only where the contract costs the municipality more: expected or at most, in all years or in the dearest. One in another currency than kroner always counts as dearer',
    ),
  steps: z
    .array(z.array(OfficeSchema).min(1).max(6))
    .min(1)
    .max(6)
    .describe('One after the other; the offices of a step sign side by side'),
});
export type ChainRule = z.infer<typeof ChainRuleSchema>;

/** Body of `POST /api/contracts/chains`. `version` is the one that was read, 0 where there is none. */
export const ChainSettingRequestSchema = z.strictObject({
  version: z.int().min(0),
  expectedSuccess: z
    .int()
    .min(0)
    .max(100)
    .describe('How many of the people, in per cent, are expected to succeed: the basis of expected costs'),
  rules: z.array(ChainRuleSchema).min(1).max(20).describe('The first that fits a contract is its chain'),
  reason: plainText(z.string().trim().min(1).max(500)).describe('Why, and by which decision'),
});
export type ChainSettingRequest = z.infer<typeof ChainSettingRequestSchema>;

export const ChainSettingSchema = z.object({
  version: z.int().positive(),
  expectedSuccess: z.int(),
  rules: z.array(ChainRuleSchema),
  reason: z.string(),
  by: z.string(),
  byName: z.string().nullable(),
  at: InstantSchema,
});
export type ChainSetting = z.infer<typeof ChainSettingSchema>;

/** Answer of `GET /api/contracts/chains`: every version, the one that stands first. Before the first one, what the terms name is all that is asked. */
export const ChainSettingsSchema = z.object({ items: z.array(ChainSettingSchema) });
export type ChainSettings = z.infer<typeof ChainSettingsSchema>;

/** The chain of one version of a contract, for the party that the municipality is in it. */
export const ChainSchema = z.object({
  setting: z.int().positive().describe('The version of the setting it comes from'),
  party: z.string(),
  steps: z.array(z.array(z.string())),
  isFixed: z.boolean().describe('Fixed by the first sign-off here; before that it follows the setting'),
});
export type Chain = z.infer<typeof ChainSchema>;
