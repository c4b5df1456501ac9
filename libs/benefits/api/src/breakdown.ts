import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TreasurySchema } from './overview.js';
import { RestrictedSchema } from './restricted.js';
import { ModelRefSchema, SentenceSchema } from './valuation.js';

const SiloKeySchema = z
  .string()
  .max(120)
  .regex(/^[a-z]+(:[A-Za-z0-9-]+(\/[a-z0-9-]+)?)?$/);
const budgetYear = z.coerce.number().int().min(1990).max(2200).optional();

/** GET /api/benefits/breakdown: what the gains of a purse are made of, in one budget year or all, in one currency. */
export const BreakdownQuerySchema = z.object({
  silo: SiloKeySchema,
  contractId: IdSchema.optional(),
  currency: CurrencySchema.default('DKK'),
  budgetYear,
});
export type BreakdownQuery = z.output<typeof BreakdownQuerySchema>;

/** A line of the contract's valuation model, as far as it explains a figure. */
export const ModelLineSchema = z.object({
  title: SentenceSchema,
  /** Units per outcome in a year of full effect: a decimal, below 0 for an extra cost. */
  quantity: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Follow-ups that are to confirm that it lasts. */
  confirmedBy: z.array(CodeSchema),
  price: z.object({
    title: SentenceSchema,
    unit: z.string(),
    basis: z.enum(['public', 'assumption']),
    /** Where it is from; of an assumption its reason. */
    source: z.string(),
    priceLevelYear: z.int(),
    /** Unit prices in the major unit, each in force from a day on. */
    values: z.array(z.object({ from: LocalDateSchema, amount: z.string() })),
  }),
  anchor: z.object({
    title: SentenceSchema,
    /** Code in the catalogue of provisions: whose rules are in the model, or whose name stands above rules that the model writes out; null where the catalogue has none. */
    provision: CodeSchema.nullable(),
    /** Sources of the rules, the oldest first. */
    sources: z.array(z.string()),
  }),
});
export type ModelLine = z.infer<typeof ModelLineSchema>;

export const BreakdownSchema = z.object({
  silo: z.string(),
  name: SentenceSchema,
  treasury: TreasurySchema,
  currency: CurrencySchema,
  budgetYear: z.int().nullable(),
  contracts: z.array(
    z.object({
      contractId: IdSchema,
      ref: z.string(),
      title: SentenceSchema,
      model: ModelRefSchema.nullable(),
      lines: z.array(
        z.object({
          outcome: CodeSchema,
          consequence: CodeSchema,
          cashable: z.boolean().nullable(),
          /** Minor units; null for outside parties, to whom no figure is told by line. */
          realised: AmountSchema.nullable(),
          forecast: AmountSchema.nullable(),
          /** Null where the contract's model is kept by another municipality. */
          line: ModelLineSchema.nullable(),
        }),
      ),
    }),
  ),
  /** Whether the reader may see the outcomes behind the lines. */
  outcomes: z.boolean(),
  restricted: RestrictedSchema,
});
export type Breakdown = z.infer<typeof BreakdownSchema>;

/** GET /api/benefits/breakdown/outcomes: the outcomes behind one line of a breakdown; who reads them is logged. */
export const BehindQuerySchema = z.object({
  silo: SiloKeySchema,
  contractId: IdSchema,
  budgetYear,
  outcome: CodeSchema,
  consequence: CodeSchema,
});
export type BehindQuery = z.output<typeof BehindQuerySchema>;

export const BehindPageSchema = z.object({
  items: z.array(
    z.object({
      claimId: IdSchema,
      participantId: IdSchema,
      on: LocalDateSchema,
      quantity: z.string(),
      realised: AmountSchema,
      forecast: AmountSchema,
    }),
  ),
  next: z.string().nullable(),
});
export type BehindPage = z.infer<typeof BehindPageSchema>;
