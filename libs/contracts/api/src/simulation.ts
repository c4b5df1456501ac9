import { AmountSchema, CurrencySchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DecimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/);
const YearSchema = z.int();
const PercentSchema = z.int().min(0).max(100);

/** How many results are planned for an outcome (at a follow-up, of a cohort). */
export const PlannedCountSchema = z.strictObject({ outcome: z.string().min(1).max(64), followUp: z.string().max(64).optional(), cohort: z.string().max(64).optional(), count: z.int().min(0).max(100_000) });
export type PlannedCount = z.infer<typeof PlannedCountSchema>;

/** Body of `POST /api/contracts/simulations`. */
export const SimulationRequestSchema = z.strictObject({
  terms: z.string().min(1).max(400_000).describe('The terms document, YAML or JSON'),
  success: z.array(PercentSchema).min(1).max(6).default([40, 50, 60]).describe('Success rates in per cent: how many of the planned results are reached'),
  runs: z.int().min(0).max(1000).default(100).describe('Drawn courses per success rate, for the distribution; fewer for a large contract, none with 0'),
  seed: z.int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same answer'),
  facts: z.array(PlannedCountSchema).max(500).optional().describe("Counts that take the place of the document's planned counts, outcome by outcome"),
});
export type SimulationRequest = z.infer<typeof SimulationRequestSchema>;

const PartyAmountSchema = z.object({ party: z.string(), amount: AmountSchema });

/** Minor units over all drawn courses; only 5 % of them stay below `p5`. */
const SpreadSchema = z.object({ mean: AmountSchema, min: AmountSchema, p5: AmountSchema, p50: AmountSchema, p95: AmountSchema, max: AmountSchema });

/** Sums since the start of the contract: capital paid in, payments received, and what is left of one after the other. */
const LiquidityPointSchema = z.object({ on: LocalDateSchema, paidIn: AmountSchema, received: AmountSchema, balance: AmountSchema });

const CapitalSchema = z.object({
  party: z.string(),
  kind: z.string(),
  paidIn: AmountSchema,
  principal: AmountSchema,
  return: AmountSchema,
  guaranteed: AmountSchema,
  lost: AmountSchema,
  multiple: DecimalSchema.nullable().describe('All that came back ÷ paid in'),
  irr: DecimalSchema.nullable().describe('Internal rate of return per year; 0.05 is 5 %'),
});

/** What the contract gives when this much of the plan is reached. `gross = payable + Σ excess`, `payable = Σ payers = Σ years`. */
const ForecastSchema = z
  .object({
    gross: AmountSchema,
    payable: AmountSchema,
    excess: z.array(SentenceSchema.extend({ step: z.string(), cap: z.string(), amount: AmountSchema })),
    payers: z.array(PartyAmountSchema),
    payees: z.array(PartyAmountSchema),
    years: z.array(z.object({ year: YearSchema, gross: AmountSchema, payable: AmountSchema, payers: z.array(PartyAmountSchema) })),
    outcomes: z.array(z.object({ outcome: z.string(), name: SentenceSchema, followUp: z.string().optional(), claims: z.int(), people: z.int(), quantity: DecimalSchema, gross: AmountSchema, payable: AmountSchema })),
    lines: z.array(SentenceSchema.extend({ id: z.string(), year: YearSchema, gross: AmountSchema, payable: AmountSchema })).describe('How each amount came about; at most 200'),
    lineCount: z.int(),
    unpaid: z.array(SentenceSchema.extend({ reason: z.string(), outcome: z.string(), count: z.int() })),
    liquidity: z.array(LiquidityPointSchema),
    capital: z.array(CapitalSchema),
    cashFlow: z.array(z.object({ on: LocalDateSchema, party: z.string(), kind: z.enum(['paid-in', 'principal', 'return', 'guarantee', 'loss']), amount: AmountSchema, from: z.string().optional() })),
    surplus: AmountSchema.describe('Received beyond all principal and agreed return'),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof ForecastSchema>;

const DistributionSchema = z
  .object({
    runs: z.int(),
    gross: SpreadSchema,
    payable: SpreadSchema,
    years: z.array(z.object({ year: YearSchema, payable: SpreadSchema })),
    excess: z.array(z.object({ step: z.string(), mean: AmountSchema })),
  })
  .meta({ id: 'Distribution' });
export type Distribution = z.infer<typeof DistributionSchema>;

/** Answer of `POST /api/contracts/simulations`. Nothing is stored. */
export const SimulationSchema = z.object({
  ref: z.string(),
  title: SentenceSchema,
  currency: CurrencySchema,
  period: z.object({ from: LocalDateSchema, to: LocalDateSchema }),
  termsDigest: z.string(),
  parties: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), roles: z.array(z.string()) })),
  people: z.int().describe('The largest planned count of one outcome'),
  plannedClaims: z.int(),
  seed: z.int(),
  remarks: z.array(SentenceSchema.extend({ code: z.string() })),
  plan: ForecastSchema.describe('Everything planned is reached'),
  scenarios: z.array(z.object({ success: PercentSchema, forecast: ForecastSchema.describe('Exactly this part of every planned count is reached, by the same people every time'), distribution: DistributionSchema.nullable().describe('Each planned result is drawn with this chance, independently of the others; null when no courses were drawn') })),
  worstCase: z
    .array(PartyAmountSchema.extend({ year: YearSchema.describe('The most expensive budget year'), yearAmount: AmountSchema }))
    .describe('The most that each payer pays in any of the computed courses'),
});
export type Simulation = z.infer<typeof SimulationSchema>;

/** Answer of `GET /api/contracts/templates`: documents to start from. */
export const TermsTemplatesSchema = z.object({ items: z.array(z.object({ ref: z.string(), title: SentenceSchema, text: z.string() })) });
export type TermsTemplates = z.infer<typeof TermsTemplatesSchema>;
