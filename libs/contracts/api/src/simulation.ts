import { AmountSchema, CurrencySchema, LocalDateSchema, mayHoldCpr } from '@ringvirkning/message';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DecimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/);
const YearSchema = z.int();
const PercentSchema = z.int().min(0).max(100);

const text = (most: number) => z.string().min(1).max(most);
const fact = {
  outcome: text(64).describe('Code of an outcome or of a measure'),
  followUp: text(64).optional(),
  quantity: text(32).optional().describe('Units, points, days or kroner of each'),
  cohort: text(64).optional(),
  group: text(64).optional(),
  payer: text(64).optional().describe('The municipality that pays for the person: a party id or a municipality code'),
};
/** One fact of a person: a claim that counts, or a value that was measured. */
export const PersonFactSchema = z.strictObject({
  id: text(128).optional(),
  participant: text(128).optional(),
  achievedOn: text(10).describe('YYYY-MM-DD or DD-MM-YYYY'),
  newPerson: z.boolean().optional().describe('The key looks like an earlier one, and is another person all the same'),
  ...fact,
});
/** How often an outcome is achieved in a period. */
export const CountedFactSchema = z.strictObject({
  period: text(10).describe('2026, 2026-H1, 2026-Q3, 2026-03 or a day'),
  count: z.int().min(0).max(999_999),
  ...fact,
});
export type CountedFact = z.infer<typeof CountedFactSchema>;
export const FactsSchema = z
  .union([
    z.strictObject({ people: z.array(PersonFactSchema).min(1).max(10_000) }),
    z.strictObject({ counts: z.array(CountedFactSchema).min(1).max(2_000) }),
    z.strictObject({
      csv: z
        .string()
        .max(1_000_000)
        .register(mayHoldCpr, { because: 'a file, read row by row' })
        .describe('A file with the columns of `ringvirkning simulate --facts`, per person or as counts; `;` or `,`'),
    }),
  ])
  .describe(
    'What is achieved when everybody succeeds, in place of what the document plans. Rows that do not fit are refused with their number (a list from 1, a file by its lines)',
  );
export type Facts = z.infer<typeof FactsSchema>;

/** Body of `POST /api/contracts/simulations`. */
export const SimulationRequestSchema = z.strictObject({
  terms: z
    .string()
    .min(1)
    .max(400_000)
    .register(mayHoldCpr, { because: 'a document with amounts, read field by field' })
    .describe('The terms document, YAML or JSON'),
  success: z
    .array(PercentSchema)
    .max(6)
    .default([40, 50, 60])
    .describe(
      'Success rates in per cent, each a scenario: how many of the people succeed. Who succeeds reaches all that was meant for them, who does not reaches nothing',
    ),
  runs: z
    .int()
    .min(0)
    .max(1000)
    .default(100)
    .describe('Drawn courses per success rate, for the distribution; fewer for a large contract, none with 0'),
  seed: z.int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same answer'),
  facts: FactsSchema.optional(),
});
export type SimulationRequest = z.infer<typeof SimulationRequestSchema>;

const PartyAmountSchema = z.object({ party: z.string(), amount: AmountSchema });

/** Minor units over all drawn courses; only 5 % of them stay below `p5`. */
const SpreadSchema = z.object({
  mean: AmountSchema,
  min: AmountSchema,
  p5: AmountSchema,
  p50: AmountSchema,
  p95: AmountSchema,
  max: AmountSchema,
});

/** Sums since the start of the contract: capital paid in, payments received, what the investors got back, and their purse (paid back − paid in). */
const LiquidityPointSchema = z.object({
  on: LocalDateSchema,
  paidIn: AmountSchema,
  received: AmountSchema,
  paidBack: AmountSchema,
  position: AmountSchema,
});

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
  irrRemark: SentenceSchema.optional().describe('Several rates fit, so that none is the internal rate of return'),
});

/** Claims that counted, of one outcome, month, quantity and paying municipality. */
const AchievedSchema = z.object({
  outcome: z.string(),
  month: LocalDateSchema.describe('Its first day'),
  quantity: DecimalSchema,
  payer: z.string().optional(),
  count: z.int(),
});

/** What the contract gives when this much is reached. `gross = payable + Σ excess`, `payable = Σ payers = Σ years`. */
const ForecastSchema = z
  .object({
    gross: AmountSchema,
    payable: AmountSchema,
    excess: z.array(SentenceSchema.extend({ step: z.string(), cap: z.string(), amount: AmountSchema })),
    payers: z.array(PartyAmountSchema),
    payees: z.array(PartyAmountSchema),
    years: z.array(
      z.object({
        year: YearSchema,
        gross: AmountSchema,
        payable: AmountSchema,
        payers: z.array(PartyAmountSchema),
        payees: z.array(PartyAmountSchema),
      }),
    ),
    outcomes: z.array(
      z.object({
        outcome: z.string(),
        name: SentenceSchema,
        followUp: z.string().optional(),
        period: z.string().optional(),
        claims: z.int(),
        people: z.int(),
        quantity: DecimalSchema,
        gross: AmountSchema,
        payable: AmountSchema,
      }),
    ),
    payments: z
      .array(PartyAmountSchema.extend({ outcome: z.string(), year: YearSchema }))
      .describe('Who pays for which outcome in which budget year; they add up to `payers`'),
    lines: z
      .array(SentenceSchema.extend({ id: z.string(), year: YearSchema, gross: AmountSchema, payable: AmountSchema }))
      .describe('How each amount came about; at most 200'),
    lineCount: z.int(),
    unpaid: z.array(
      SentenceSchema.extend({ reason: z.string(), outcome: z.string(), name: SentenceSchema, count: z.int() }),
    ),
    liquidity: z.array(LiquidityPointSchema),
    capital: z.array(CapitalSchema),
    cashFlow: z.array(
      z.object({
        on: LocalDateSchema,
        party: z.string(),
        kind: z.enum(['paid-in', 'principal', 'return', 'guarantee', 'loss']),
        amount: AmountSchema,
        from: z.string().optional(),
        generation: z
          .int()
          .optional()
          .describe('paid-in, principal: which use of the money it is; absent is the first'),
      }),
    ),
    surplus: AmountSchema.describe('Received beyond all principal and agreed return'),
    repaidBy: z
      .object({ parties: z.array(z.string()), passedOn: z.boolean() })
      .describe(
        'Whose payments repay the capital: the payees who are investors or partners; passedOn: there is none, so all payees pass on what they are paid',
      ),
    achieved: z
      .array(AchievedSchema)
      .describe('Also what a cap keeps from being paid: its benefit is there all the same'),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof ForecastSchema>;

/** Of the figure itself over all drawn courses; null (no rate, e.g. all is lost) counts as the lowest. */
const PercentilesSchema = z.object({
  p5: DecimalSchema.nullable(),
  p50: DecimalSchema.nullable(),
  p95: DecimalSchema.nullable(),
});

const DistributionSchema = z
  .object({
    runs: z.int(),
    gross: SpreadSchema,
    payable: SpreadSchema,
    years: z.array(z.object({ year: YearSchema, payable: SpreadSchema })),
    excess: z.array(z.object({ step: z.string(), mean: AmountSchema })),
    investors: z
      .array(z.object({ party: z.string(), kind: z.string(), multiple: PercentilesSchema, irr: PercentilesSchema }))
      .describe('What each investor gets back'),
  })
  .meta({ id: 'Distribution' });
export type Distribution = z.infer<typeof DistributionSchema>;

/** Something that can be counted per period, for a form. */
const CountableSchema = z.object({
  outcome: z.string(),
  name: SentenceSchema,
  followUp: z.object({ code: z.string(), name: SentenceSchema }).optional(),
  quantified: z.boolean().describe('Each has an amount of its own'),
  unit: z.string().optional(),
});
export type Countable = z.infer<typeof CountableSchema>;

/** Answer of `POST /api/contracts/simulations`. Nothing is stored. */
export const SimulationSchema = z.object({
  ref: z.string(),
  title: SentenceSchema,
  currency: CurrencySchema,
  period: z.object({ from: LocalDateSchema, to: LocalDateSchema }),
  termsDigest: z.string(),
  parties: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      roles: z.array(z.string()),
      organisation: z.string(),
      municipalityCode: z.string().optional(),
      department: z.string().optional(),
    }),
  ),
  basis: z
    .enum(['plan', 'people', 'counts'])
    .describe('What the figures start from: the plan of the document, or the given facts'),
  plans: z.boolean().describe('Whether the document plans anything; if not, facts must be given'),
  countable: z.array(CountableSchema),
  people: z.int(),
  claims: z.int().describe('Results when everybody succeeds'),
  factsDigest: z.string().nullable(),
  digest: z.string().nullable().describe('Of terms, given facts and figures: whoever computes the same gets the same'),
  seed: z.int(),
  remarks: z.array(SentenceSchema.extend({ code: z.string() })),
  plan: ForecastSchema.describe('Everybody succeeds'),
  scenarios: z
    .array(
      z.object({
        success: PercentSchema,
        forecast: ForecastSchema.describe(
          'Exactly this share of the people succeed, rounded, spread evenly by their number: one course, not a mean',
        ),
        distribution: DistributionSchema.nullable().describe(
          'Each person succeeds with this chance; null when no courses were drawn',
        ),
      }),
    )
    .describe('None when there is nothing that may succeed or not'),
  worstCase: z
    .array(
      PartyAmountSchema.extend({
        allAchieved: AmountSchema.describe('When everybody succeeds'),
        year: YearSchema.nullable().describe('The most expensive budget year; null when nothing is ever paid'),
        yearAmount: AmountSchema,
        ceiling: AmountSchema.nullable().describe(
          'What caps and prices allow at most (rounding may add one minor unit in a budget year); null when nothing limits it',
        ),
        atRisk: AmountSchema.describe('Own capital and guarantees'),
      }),
    )
    .describe('`amount`: the most that each payer pays in any of the computed courses'),
});
export type Simulation = z.infer<typeof SimulationSchema>;

/** Answer of `GET /api/contracts/templates`: documents to start from. */
export const TermsTemplatesSchema = z.object({
  items: z.array(z.object({ ref: z.string(), title: SentenceSchema, text: z.string() })),
});
export type TermsTemplates = z.infer<typeof TermsTemplatesSchema>;
