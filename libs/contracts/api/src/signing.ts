import { AmountSchema, CurrencySchema, IdSchema, InstantSchema } from '@ringvirkning/message';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const costs = {
  least: AmountSchema.describe('When nothing is achieved'),
  expected: AmountSchema.describe('When as many succeed as the municipality expects'),
  most: AmountSchema.describe('When everything is achieved that the terms plan'),
};

/** What a contract costs one payer, minor units. */
export const SigningPayerSchema = z.object({
  party: z.string(),
  ...costs,
  years: z.array(z.object({ year: z.int(), ...costs })).describe('They add up to the totals'),
  ceiling: AmountSchema.nullable().describe('What caps and prices allow at most; null when nothing limits it'),
  atRisk: AmountSchema.describe('Own capital and guarantees, lost when nothing is achieved'),
  appropriated: AmountSchema.describe('For the budget year'),
  riskCarried: AmountSchema.describe('What the council has decided to leave uncovered of it'),
  uncovered: AmountSchema.describe('What the budget year may cost beyond both'),
});
export type SigningPayer = z.infer<typeof SigningPayerSchema>;

/** All that the page to sign tells: whoever signs, signs on this. */
export const SigningSummarySchema = z.object({
  contractId: IdSchema,
  ref: z.string(),
  titles: SentenceSchema,
  version: z.int().positive(),
  termsDigest: z.string(),
  currency: CurrencySchema,
  budgetYear: z.int().describe('The one that the contract comes into force in as things stand'),
  expectedSuccess: z
    .int()
    .describe('Per cent of the people, as the municipality has set it; 100 where it has set nothing'),
  plans: z.boolean().describe('Whether the terms plan anything; if not, the figures are nothing to go by'),
  payers: z.array(SigningPayerSchema),
  remarks: z
    .array(SentenceSchema.extend({ code: z.string() }))
    .describe('What in the terms is allowed, but seldom meant, and the value beside the thresholds of procurement'),
  required: z.array(z.object({ role: z.string(), party: z.string() })),
  chain: z.object({ setting: z.int(), party: z.string(), steps: z.array(z.array(z.string())) }).nullable(),
});
export type SigningSummary = z.infer<typeof SigningSummarySchema>;

/** Answer of `GET /api/contracts/:id/signing`, as things stand, and of `GET /api/contracts/:id/signing/:digest`, as it was signed on. */
export const SigningPageSchema = z.object({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the summary as canonical JSON (RFC 8785): a sign-off carries it'),
  summary: SigningSummarySchema,
  signedOn: InstantSchema.nullable().describe('When it was first signed on; null for the one that stands'),
});
export type SigningPage = z.infer<typeof SigningPageSchema>;
