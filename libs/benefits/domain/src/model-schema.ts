import { CURRENCIES } from '@ringvirkning/kernel';
import { z } from 'zod';
import { CONTRACT_KINDS } from './applies-to.js';
import { consequence } from './consequence-schema.js';
import { discountRates } from './discount.js';
import {
  checkAmounts,
  checkIndices,
  checkKnowledge,
  checkMeasures,
  checkNames,
  checkValidity,
  named,
  type Report,
} from './model-checks.js';
import { price, priceIndex } from './price-schema.js';
import { anchor } from './provisions/anchor-schema.js';
import { code, date, fraction, message, text, title } from './fields.js';

/** Which contracts the model is made for: those that pay for one of these outcomes, of one of these target groups, or of one of these kinds. */
const appliesTo = z.strictObject({
  outcomes: z.array(code).min(1).optional(),
  targetGroups: z.array(code).min(1).optional(),
  kinds: z.array(z.enum(CONTRACT_KINDS)).min(1).optional(),
});

const reporter =
  (context: z.core.$RefinementCtx<unknown>): Report =>
  (path, da, en) =>
    context.addIssue({ code: 'custom', path, message: message(da, en).error });

/** The valuation model document (DOMAIN: consequences × quantity × unit price × time profile × law-dated split). */
export const ValuationModelSchema = z
  .strictObject({
    code,
    version: z.int().min(1).max(999_999),
    title,
    currency: z.enum(CURRENCIES),
    /** Outcomes achieved before this day are not valued by the model. */
    validFrom: date,
    /** All prices are in this year's price level. */
    priceLevelYear: z.int().min(1990).max(2200),
    source: text,
    departments: z.record(code, title).default({}),
    /** Where the model belongs; what is left out is not asked about. */
    appliesTo: appliesTo.optional(),
    /** Share taken off an estimate by its confidence, where the consequence says none itself. */
    biasByConfidence: z.strictObject({ high: fraction, medium: fraction, low: fraction }).optional(),
    /** Real discount rates from a year on; Finansministeriet's of 2021 when left out. */
    discountRates: discountRates.optional(),
    indices: z.record(code, priceIndex).optional(),
    prices: z.record(code, price),
    anchors: z.record(code, anchor),
    outcomes: z.record(code, z.array(consequence).min(1)),
  })
  .superRefine((model, context) => checkNames(model, reporter(context)), {
    when: (payload) => named.safeParse(payload.value).success,
  })
  .superRefine((model, context) => checkAmounts(model, reporter(context)))
  .superRefine((model, context) => checkValidity(model, reporter(context)))
  .superRefine((model, context) => checkKnowledge(model, reporter(context)))
  .superRefine((model, context) => checkMeasures(model, reporter(context)))
  .superRefine((model, context) => checkIndices(model, reporter(context)));

/** JSON Schema (draft 2020-12) of the document as it is written, for editors and other tools. */
export const valuationModelJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(ValuationModelSchema, { io: 'input', unrepresentable: 'any' }),
  $id: 'https://ringvirkning.dk/schemas/valuation-model-1.json',
  title: 'Ringvirkning valuation model',
});

export type ValuationModel = z.infer<typeof ValuationModelSchema>;
export type { Consequence } from './consequence-schema.js';
export type { Price } from './price-schema.js';
