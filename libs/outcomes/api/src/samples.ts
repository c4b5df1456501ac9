import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { ClaimStatusSchema, DigestSchema } from './http.js';

/** A seed: 32 bytes, lower-case hex. */
export const SeedSchema = DigestSchema;
const SizeSchema = z.int().positive();

/** A share as the terms write it: a decimal number or a fraction. */
const ShareSchema = z.string().regex(/^(0(\.\d{1,9})?|1|\d{1,9}\/[1-9]\d{0,8})$/);

/** Body of `POST /contracts/:contractId/samples`: attested claims achieved from one day to another are the population. */
export const SampleRequestSchema = z.strictObject({ from: LocalDateSchema, to: LocalDateSchema });
export type SampleRequest = z.infer<typeof SampleRequestSchema>;

/** What was agreed, as the terms have it. */
export const SampleTermsSchema = z.object({
  method: z.enum(['simple-random', 'stratified', 'difference', 'mus', 'mus-conservative']),
  confidence: z.literal([60, 70, 80, 90, 95]),
  materiality: ShareSchema,
  expectedError: ShareSchema,
  size: SizeSchema.optional(),
  inconclusive: z.enum(['extend', 'reduce', 'reject']),
  material: z.enum(['extend', 'reduce', 'reject']),
});

/** Amounts in minor units. Errors are rounded up, what is tolerated down. */
export const SampleResultSchema = z.object({
  book: AmountSchema,
  tolerable: AmountSchema,
  found: AmountSchema,
  projected: AmountSchema,
  precision: AmountSchema,
  upperLimit: AmountSchema,
  verdict: z.enum(['accepted', 'inconclusive', 'material']),
});
export type SampleResult = z.infer<typeof SampleResultSchema>;

/** What became of the claims that were not drawn: approved, approved at a share of their price, or returned. */
export const SampleConsequenceSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approve') }),
  z.object({ type: z.literal('extend'), size: SizeSchema }),
  z.object({ type: z.literal('reduce'), paidShare: z.string() }),
  z.object({ type: z.literal('reject') }),
]);
export type SampleConsequence = z.infer<typeof SampleConsequenceSchema>;

export const SampleSchema = z.object({
  sampleId: IdSchema,
  contractId: IdSchema,
  status: z.enum(['frozen', 'drawn', 'concluded']),
  from: LocalDateSchema,
  to: LocalDateSchema,
  terms: SampleTermsSchema,
  currency: CurrencySchema,
  /** SHA-256 of the frozen population: one line `id;amount;stratum` a claim, in order of id, each ended by a line feed. */
  digest: DigestSchema,
  units: z.int(),
  book: AmountSchema,
  /** How many were to be drawn, at first and after each extension. */
  sizes: z.array(SizeSchema).min(1),
  seed: SeedSchema.nullable(),
  selected: z.int(),
  decided: z.int(),
  wrong: z.int(),
  result: SampleResultSchema.nullable(),
  consequence: SampleConsequenceSchema.nullable(),
});
export type Sample = z.infer<typeof SampleSchema>;
export const SampleListSchema = z.object({
  /** What the contract agreed; null when every claim is verified. */
  terms: SampleTermsSchema.nullable(),
  /** Attested claims that are in no sample. */
  waiting: z.int(),
  /** Whether the caller verifies this contract. */
  mayDraw: z.boolean(),
  items: z.array(SampleSchema),
});
export type SampleList = z.infer<typeof SampleListSchema>;

/** Answer of `POST /samples/:id/conclusion`: what became of the claims that were not drawn. */
export const SampleConclusionSchema = SampleSchema.extend({ approved: z.int(), returned: z.int(), finalised: z.int() });
export type SampleConclusion = z.infer<typeof SampleConclusionSchema>;

export const SampleDetailsSchema = SampleSchema.extend({
  mayDraw: z.boolean(),
  /** The drawn claims, in the order of the seed. */
  claims: z.array(
    z.object({
      claimId: IdSchema,
      pseudonym: z.string(),
      amount: AmountSchema,
      outcome: z.string(),
      on: LocalDateSchema,
      status: ClaimStatusSchema,
    }),
  ),
  history: z.array(
    z.object({
      type: z.enum(['frozen', 'drawn', 'extended', 'concluded']),
      at: InstantSchema,
      by: z.string(),
      byName: z.string().optional(),
    }),
  ),
});
export type SampleDetails = z.infer<typeof SampleDetailsSchema>;

/** `GET /samples/:id/file`: everything needed to do the draw and its result again elsewhere, with `ringvirkning sample verify`. */
export const SampleFileSchema = z.object({
  format: z.literal('ringvirkning-sample/1'),
  sampleId: IdSchema,
  contractId: IdSchema,
  from: LocalDateSchema,
  to: LocalDateSchema,
  terms: SampleTermsSchema,
  digest: DigestSchema,
  units: z.array(z.object({ id: IdSchema, amount: AmountSchema, stratum: z.string().optional() })).min(1),
  frozenAt: InstantSchema,
  seed: SeedSchema.nullable(),
  drawnAt: InstantSchema.nullable(),
  sizes: z.array(SizeSchema).min(1),
  selected: z.array(IdSchema),
  /** Drawn claims that did not stand. */
  wrong: z.array(IdSchema),
  result: SampleResultSchema.nullable(),
  consequence: SampleConsequenceSchema.nullable(),
});
export type SampleFile = z.infer<typeof SampleFileSchema>;
