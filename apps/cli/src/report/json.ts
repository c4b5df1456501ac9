import { asJson } from '@ringvirkning/kernel';
import { remarksOn, remarksOnBasis, type Scenario } from '@ringvirkning/terms';
import { z } from 'zod';
import { repayersOf } from '@ringvirkning/terms-language';
import type { SimulationResult } from './result.js';

const amount = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: 'Minor units (øre, pence, cents) as a digit string' });
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const date = z.iso.date();
const sentence = z.strictObject({ da: z.string(), en: z.string() });
const partyAmount = z.strictObject({ party: z.string(), amount });
const excess = z.strictObject({ step: z.string(), cap: z.string(), amount, sentence });
const spread = z.strictObject({ mean: amount, min: amount, p5: amount, p50: amount, p95: amount, max: amount });
const percentiles = z
  .strictObject({ p5: z.string().nullable(), p50: z.string().nullable(), p95: z.string().nullable() })
  .meta({ description: 'Of the figure itself over all draws; null (no rate, e.g. all is lost) counts as the lowest' });

const line = z.strictObject({
  id: z.string(),
  outcome: z.string(),
  followUp: z.string().optional(),
  cohort: z.string().optional(),
  period: z.string().optional(),
  group: z.string().optional(),
  payer: z.string().optional(),
  year: z.int(),
  claims: z.int(),
  people: z.int(),
  quantity: z.string(),
  price: z.strictObject({ rule: z.string(), each: amount.optional() }),
  gross: amount,
  excess: z.array(excess),
  payable: amount,
  payers: z.array(partyAmount),
  sentence,
});
const scenario = z.strictObject({
  success: z
    .string()
    .meta({ description: 'Share of the people who succeed, in per cent; in the draws the chance of each person' }),
  expected: z.strictObject({ gross: amount, payable: amount }).meta({
    description:
      'When exactly this share of the people succeed, spread evenly over those planned: one course, not a mean',
  }),
  gross: spread,
  payable: spread,
  years: z.array(z.strictObject({ year: z.int(), payable: spread })),
  excess: z.array(z.strictObject({ step: z.string(), mean: amount })),
  investors: z.array(z.strictObject({ party: z.string(), kind: z.string(), multiple: percentiles, irr: percentiles })),
});
const capital = z.strictObject({
  investors: z.array(
    z.strictObject({
      party: z.string(),
      kind: z.string(),
      paidIn: amount,
      principal: amount,
      return: amount,
      guaranteed: amount,
      lost: amount,
      multiple: z.string().nullable(),
      irr: z.string().nullable().meta({ description: 'Per year: 0.05 is 5 %' }),
      irrRemark: sentence
        .optional()
        .meta({ description: 'Several rates fit, so that none is the internal rate of return' }),
    }),
  ),
  guarantees: z.array(z.strictObject({ party: z.string(), amount, called: amount })),
  postings: z.array(
    z.strictObject({
      on: date,
      party: z.string(),
      kind: z.string(),
      amount,
      from: z.string().optional(),
      generation: z.int().optional(),
    }),
  ),
  surplus: amount,
  repaidBy: z.strictObject({ parties: z.array(z.string()), passedOn: z.boolean() }).meta({
    description:
      'Whose payments repay the stack: the payees who are investors or partners; passedOn: there is none, so all payees pass on what they are paid',
  }),
});

/** `simulate --json`. The shape is stable: members may be added, none is renamed, removed or given another meaning without a new `format`. */
export const simulationSchema = z.strictObject({
  format: z.literal('ringvirkning-simulation/1'),
  contract: z.strictObject({ ref: z.string(), title: sentence, from: date, to: date, termsDigest: digest }),
  currency: z.string(),
  basis: z
    .enum(['facts', 'plan'])
    .meta({ description: 'facts: from the file; plan: the planned counts and expected values, all achieved' }),
  facts: z.int().nullable(),
  cutOff: date,
  gross: amount,
  payable: amount,
  excess: z.array(excess),
  years: z.array(z.strictObject({ year: z.int(), gross: amount, payable: amount, payers: z.array(partyAmount) })),
  payments: z.array(z.strictObject({ payer: z.string(), payee: z.string(), year: z.int(), amount })),
  lines: z.array(line),
  unpaid: z.array(
    z.strictObject({ reason: z.string(), outcome: z.string(), count: z.int(), facts: z.array(z.string()), sentence }),
  ),
  outcomes: z
    .array(
      z.strictObject({
        outcome: z.string(),
        followUp: z.string().optional(),
        cohort: z.string().optional(),
        period: z.string().optional(),
        claims: z.int(),
        people: z.int(),
        quantity: z.string(),
        gross: amount,
        payable: amount,
      }),
    )
    .meta({ description: 'What was reached or measured, also without a price; of a group the quantity is its value' }),
  flags: z.array(z.strictObject({ code: z.string(), outcome: z.string().optional(), sentence })),
  liquidity: z.array(
    z.strictObject({
      year: z.int(),
      payable: amount,
      payableSoFar: amount,
      paidIn: amount,
      paidBack: amount,
      position: amount,
    }),
  ),
  capital: capital.nullable(),
  worstCases: z.array(
    z.strictObject({
      party: z.string(),
      kind: z.string(),
      allAchieved: amount.nullable(),
      ceiling: amount
        .nullable()
        .meta({ description: 'What caps and prices allow at most; rounding may add one minor unit in a budget year' }),
      atRisk: amount,
      highest: amount.meta({ description: 'In the dearest of all computed courses' }),
      dearestYear: z.strictObject({ year: z.int(), amount }).nullable(),
    }),
  ),
  scenarios: z.strictObject({ seed: z.int(), runs: z.int(), list: z.array(scenario) }).nullable(),
  gaps: z
    .array(
      z.strictObject({ outcome: z.string(), path: z.string(), missing: z.enum(['planned', 'expected']), sentence }),
    )
    .meta({ description: 'Paid outcomes that count as 0 because the terms plan nothing for them' }),
  remarks: z
    .array(z.strictObject({ code: z.string(), sentence }))
    .meta({ description: 'What must be known to read the figures' }),
  factsDigest: digest.nullable(),
  digest: digest
    .nullable()
    .meta({ description: 'Of terms, facts and figures: whoever computes the same gets the same; null for a plan' }),
});
export type SimulationJson = z.infer<typeof simulationSchema>;

/** JSON Schema (draft 2020-12) of the same, committed beside the README. It leaves room for members that are added later. */
export const simulationJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(simulationSchema, { override: ({ jsonSchema }) => void delete jsonSchema.additionalProperties }),
  $id: 'https://ringvirkning.dk/schemas/simulation-1.json',
  title: 'Result of ringvirkning simulate --json',
});

/** The result as it is written: bigints become digit strings. */
export function simulationJson(result: SimulationResult): SimulationJson {
  const { terms, given, runs, simulation } = result;
  const { course, capital: distributed, liquidityYears } = simulation.forecast;
  const shown = {
    format: 'ringvirkning-simulation/1',
    contract: { ref: terms.ref, title: terms.title, ...terms.period, termsDigest: course.termsDigest },
    currency: terms.currency,
    basis: given ? 'facts' : 'plan',
    facts: given?.facts ?? null,
    cutOff: course.cutOff,
    gross: course.gross,
    payable: course.payable,
    excess: course.excess,
    years: course.years,
    payments: course.payments,
    // The ids of the facts behind a line may be a million.
    lines: course.lines.map(({ facts: _ids, ...rest }) => rest),
    unpaid: course.unpaid,
    outcomes: course.outcomes,
    flags: course.flags,
    liquidity: liquidityYears,
    capital:
      terms.capital.length === 0
        ? null
        : {
            investors: distributed.capital,
            guarantees: distributed.guarantees,
            postings: distributed.postings,
            surplus: distributed.surplus,
            repaidBy: repayersOf(terms),
          },
    worstCases: simulation.worstCases,
    scenarios:
      simulation.scenarios.length === 0 ? null : { seed: simulation.seed, runs, list: simulation.scenarios.map(drawn) },
    gaps: simulation.gaps.map(({ outcome, path, missing, da, en }) => ({
      outcome,
      path,
      missing,
      sentence: { da, en },
    })),
    remarks: [...remarksOnBasis(simulation.basis), ...remarksOn(terms)].map(({ code, da, en }) => ({
      code,
      sentence: { da, en },
    })),
    factsDigest: given?.factsDigest ?? null,
    digest: given?.digest ?? null,
  };
  return simulationSchema.parse(asJson(shown));
}

function drawn({ success, forecast: { course }, distribution }: Scenario) {
  const { runs: _all, ...spreads } = distribution!;
  return { success, expected: { gross: course.gross, payable: course.payable }, ...spreads };
}
