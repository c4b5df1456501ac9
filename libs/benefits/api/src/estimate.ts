import { AmountSchema, CodeSchema, CurrencySchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TreasurySchema } from './overview.js';
import { ModelRefSchema, SentenceSchema } from './valuation.js';

const name = z.string().min(1).max(200);
const PartySchema = z.strictObject({
  id: name,
  name,
  kind: name,
  organisation: name,
  roles: z.array(name).max(20),
  municipalityCode: name.optional(),
  department: name.optional(),
});

/** POST /api/benefits/estimates — who would gain by outcomes that a contract not yet made is expected to bring; nothing is kept. */
export const EstimateRequestSchema = z.strictObject({
  model: ModelRefSchema,
  currency: CurrencySchema,
  parties: z.array(PartySchema).min(1).max(100),
  /** Outcomes of one kind and month; they are valued by the law and the prices of its first day. `payer`: a party id or a municipality code. */
  achieved: z
    .array(
      z.strictObject({
        outcome: CodeSchema,
        month: LocalDateSchema,
        quantity: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
        payer: name.optional(),
        count: z.int().min(1).max(100_000),
      }),
    )
    .max(5_000),
  /** What each party pays for them. */
  payments: z
    .array(z.strictObject({ party: name, amount: AmountSchema }))
    .max(100)
    .default([]),
});
export type EstimateRequest = z.input<typeof EstimateRequestSchema>;

const figures = {
  paid: AmountSchema,
  gained: AmountSchema,
  /** gained − paid. */
  net: AmountSchema,
};
export const EstimateSchema = z.object({
  model: ModelRefSchema,
  currency: CurrencySchema,
  priceLevelYear: z.int(),
  silos: z.array(
    z.object({
      silo: z.string(),
      name: SentenceSchema,
      treasury: TreasurySchema,
      department: z.string().nullable(),
      ...figures,
    }),
  ),
  /** What falls to each purse per budget year. */
  years: z.array(
    z.object({ budgetYear: z.int(), gains: z.array(z.object({ silo: z.string(), amount: AmountSchema })) }),
  ),
  totals: z.object(figures),
  /** Outcomes of which the model says nothing, or not yet on their day. */
  withoutConsequences: z.array(z.object({ outcome: CodeSchema, count: z.int() })),
});
export type Estimate = z.infer<typeof EstimateSchema>;
