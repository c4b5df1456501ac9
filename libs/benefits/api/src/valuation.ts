import {
  AmountSchema,
  CodeSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
} from '@ringvirkning/message';
import { z } from 'zod';
import { RestrictedSchema } from './restricted.js';

/** Text in both languages of the portal. */
export const SentenceSchema = z.object({ da: z.string(), en: z.string() });

/** `code@version`, e.g. `aarhus-young-homeless@1`. */
export const ModelRefSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}@[1-9]\d{0,5}$/);

/** POST /api/benefits/valuation-models (body: the document, `application/yaml` or `application/json`) → 201. The document itself is described in `@ringvirkning/benefits-domain`. */
export const ValuationModelCreatedSchema = z.object({
  id: IdSchema,
  model: ModelRefSchema,
  code: CodeSchema,
  version: z.int().positive(),
  digest: z.string(),
});
export type ValuationModelCreated = z.infer<typeof ValuationModelCreatedSchema>;

/** One item of GET /api/benefits/valuation-models. `assumptions` counts unit prices that rest on an assumption, not on a public source. */
export const ValuationModelItemSchema = ValuationModelCreatedSchema.extend({
  title: SentenceSchema,
  currency: CurrencySchema,
  validFrom: LocalDateSchema,
  priceLevelYear: z.int(),
  source: z.string(),
  outcomes: z.array(CodeSchema),
  prices: z.int(),
  assumptions: z.int(),
  createdAt: InstantSchema,
});
export type ValuationModelItem = z.infer<typeof ValuationModelItemSchema>;
export const ValuationModelPageSchema = z.object({
  items: z.array(ValuationModelItemSchema),
  next: z.string().nullable(),
});
export type ValuationModelPage = z.infer<typeof ValuationModelPageSchema>;

/** GET /api/benefits/valuation-models/:model — `document` is the validated model as JSON. */
export const ValuationModelDetailSchema = ValuationModelItemSchema.extend({ document: z.unknown() });
export type ValuationModelDetail = z.infer<typeof ValuationModelDetailSchema>;

/** POST /api/benefits/contracts/:contractId/valuation */
export const AttachValuationSchema = z.strictObject({ model: ModelRefSchema });
export type AttachValuation = z.infer<typeof AttachValuationSchema>;

/**
 * Answer to attaching, and GET /api/benefits/contracts/:contractId/valuation.
 * Counts are null for outside parties, whom two looks would tell of single people.
 * `outcomes`: verified outcomes received; `valued`: those with entries under this model; `reversed`: taken back; `withoutConsequences`: their code is not in the model.
 */
export const ValuationSchema = z.object({
  contractId: IdSchema,
  model: ModelRefSchema.nullable(),
  attachedAt: InstantSchema.nullable(),
  /** Which model the contract had from when on, the oldest first; null: none. What each made of the outcomes stays in the ledger. */
  history: z.array(z.object({ model: ModelRefSchema.nullable(), at: InstantSchema })),
  outcomes: z.int().nullable(),
  valued: z.int().nullable(),
  reversed: z.int().nullable(),
  withoutConsequences: z.int().nullable(),
});
export type Valuation = z.infer<typeof ValuationSchema>;

/**
 * GET /api/benefits/contracts/:contractId/business-case: the phased yearly profile of costs and gains, undiscounted and as present value.
 * Cost is the capital that pays for the intervention (`costOf: invested`) or, where there is none, the outcome payments (`paid`); not both, since payments repay the capital.
 * Year 0 is `baseYear`; discounting is as the model says, else 3.5 % real in years 0–35 and 2.5 % in years 36–70 (Finansministeriet 2021). Amounts are null where suppressed.
 * `paybackYear`: the first budget year whose cumulative net is not negative and stays so; null when that is not reached.
 */
export const BusinessCaseSchema = z.object({
  contractId: IdSchema,
  currency: CurrencySchema,
  priceLevelYear: z.int().nullable(),
  costOf: z.enum(['invested', 'paid']),
  baseYear: z.int(),
  /** Real rates, each from a year on: decimals such as 0.035. */
  discountRates: z.array(z.object({ fromYear: z.int(), rate: z.string() })),
  years: z.array(
    z.object({
      budgetYear: z.int(),
      cost: AmountSchema.nullable(),
      gain: AmountSchema.nullable(),
      net: AmountSchema.nullable(),
      cumulative: AmountSchema.nullable(),
      presentValue: AmountSchema.nullable(),
    }),
  ),
  presentValue: AmountSchema.nullable(),
  paybackYear: z.int().nullable(),
  suppressed: z.boolean(),
  restricted: RestrictedSchema,
});
export type BusinessCase = z.infer<typeof BusinessCaseSchema>;
