import { AmountSchema, CodeSchema, CurrencySchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TreasurySchema } from './overview.js';
import { ModelRefSchema, SentenceSchema } from './valuation.js';

const name = z.string().min(1).max(200);
const fraction = z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/);
const PartySchema = z.strictObject({
  id: name,
  name,
  kind: name,
  organisation: name,
  roles: z.array(name).max(20),
  municipalityCode: name.optional(),
  department: name.optional(),
});

/** Outcomes of one kind and month; they are valued by the law and the prices of its first day. `payer`: a party id or a municipality code. */
const AchievedSchema = z
  .array(
    z.strictObject({
      outcome: CodeSchema,
      month: LocalDateSchema,
      quantity: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
      payer: name.optional(),
      count: z.int().min(1).max(100_000),
    }),
  )
  .max(5_000);
/** What a party pays: for which outcome and in which budget year, where that is known (else in the first year). */
const PaymentsSchema = z
  .array(
    z.strictObject({
      party: name,
      amount: AmountSchema,
      year: z.int().min(1990).max(2200).optional(),
      outcome: CodeSchema.optional(),
    }),
  )
  .max(2_000);
const PercentSchema = z.int().min(1).max(100);

/** How uncertain an estimate is; the same seed gives the same figures. */
const AskUncertaintySchema = z.strictObject({
  seed: z.int().min(0).max(4_294_967_295).default(1),
  runs: z.int().min(1).max(1_000).default(300),
  /** Share up and down that an input of each confidence grade may lie off. */
  ranges: z.strictObject({ high: fraction, medium: fraction, low: fraction }).optional(),
  /** The success rate that `achieved` stands for, and what other rates would bring and cost. */
  success: z
    .strictObject({
      shown: PercentSchema,
      others: z
        .array(z.strictObject({ rate: PercentSchema, achieved: AchievedSchema, payments: PaymentsSchema }))
        .min(1)
        .max(7),
    })
    .optional(),
});

/** POST /api/benefits/estimates — who would gain by outcomes that a contract not yet made is expected to bring; nothing is kept. */
export const EstimateRequestSchema = z.strictObject({
  model: ModelRefSchema,
  currency: CurrencySchema,
  parties: z.array(PartySchema).min(1).max(100),
  achieved: AchievedSchema,
  payments: PaymentsSchema.default([]),
  /** Asked for, the answer says how far the figures may lie off. */
  uncertainty: AskUncertaintySchema.optional(),
});
export type EstimateRequest = z.input<typeof EstimateRequestSchema>;

const figures = {
  paid: AmountSchema,
  gained: AmountSchema,
  /** gained − paid. */
  net: AmountSchema,
};
const purse = {
  silo: z.string(),
  name: SentenceSchema,
  treasury: TreasurySchema,
  department: z.string().nullable(),
};

/** Net over all draws; only 5 % of them stay below `p5`. `covered`: draws in which the net is not negative. */
const NetSpreadSchema = z.object({
  mean: AmountSchema,
  p5: AmountSchema,
  p50: AmountSchema,
  p95: AmountSchema,
  covered: z.int(),
});
const standing = {
  /** From which success rate (per cent, one decimal, rounded up) the gain is at least what is paid, within the computed rates; null when only one rate is known. */
  breakEven: z
    .object({
      kind: z.enum(['always', 'never', 'from']),
      from: z
        .string()
        .regex(/^\d+\.\d$/)
        .nullable(),
    })
    .nullable(),
  /** First budget year from which what was gained so far is not less than what was paid so far; null when it ends below. */
  paybackYear: z.int().nullable(),
  /** Of gain − paid, seen from the first year; null beyond the years that have a discount rate. */
  presentValue: AmountSchema.nullable(),
  net: NetSpreadSchema,
};
const ends = {
  /** Change of the net when the input alone is at its low end, and at its high end. */
  low: AmountSchema,
  high: AmountSchema,
};
export const UncertaintySchema = z.object({
  seed: z.int(),
  runs: z.int(),
  ranges: z.object({ high: z.string(), medium: z.string(), low: z.string() }),
  /** The widest first. `from` and `to`: factors on what the model states; of success, rates in per cent; of what is assumed of people, the value (`code`: `anchor/need`). */
  inputs: z.array(
    z.object({
      kind: z.enum(['success', 'quantity', 'price', 'lasting', 'assumed']),
      code: z.string(),
      title: SentenceSchema.nullable(),
      outcome: z.string().nullable(),
      grade: z.enum(['high', 'medium', 'low']).nullable(),
      from: z.string(),
      to: z.string(),
      ...ends,
      silos: z.array(z.object({ silo: z.string(), ...ends })),
    }),
  ),
  purses: z.array(z.object({ ...purse, pays: z.boolean(), ...standing })),
  total: z.object(standing),
});
export type Uncertainty = z.infer<typeof UncertaintySchema>;

/** Whether a payer pays more for outcomes of a kind than they give it within ten years. `payer`: an authority with all its departments. */
export const PayerValueSchema = z.object({
  payer: z.string(),
  name: SentenceSchema,
  outcome: CodeSchema,
  count: z.int(),
  paid: AmountSchema,
  gained: AmountSchema,
  isWorth: z.boolean(),
});

export const EstimateSchema = z.object({
  model: ModelRefSchema,
  currency: CurrencySchema,
  priceLevelYear: z.int(),
  silos: z.array(
    z.object({
      ...purse,
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
  /** Of the payments that name their outcome. */
  payersValue: z.array(PayerValueSchema),
  uncertainty: UncertaintySchema.optional(),
});
export type Estimate = z.infer<typeof EstimateSchema>;
