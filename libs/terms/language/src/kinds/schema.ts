import { z } from 'zod';
import { price } from '../prices/schema.js';
import { code, condition, date, months, naming, PARTY_ROLES, planned, text } from '../schema/common.js';
import { decimal, quantity, share } from '../schema/decimal.js';

const codes = z.array(code).min(1);

/** What every outcome measured on a person can say. */
const individual = {
  ...naming,
  followUps: codes.optional().meta({ description: 'The follow-ups at which this outcome can be claimed' }),
  claims: z
    .enum(['once', 'repeatable'])
    .default('once')
    .meta({ description: 'once: once per person (and per follow-up, when it has follow-ups)' }),
  requires: z.array(condition).default([]),
  unless: z.array(condition).default([]),
  groups: codes.optional().meta({ description: 'Only for people of these groups' }),
  cohorts: codes.optional().meta({ description: 'Only for people of these cohorts' }),
  planned,
  price: price.optional().meta({ description: 'An outcome without price is measured, not paid' }),
};

/** What every outcome measured on a group of people can say. */
const cohort = {
  ...naming,
  per: z
    .enum(['contract', 'cohort'])
    .default('contract')
    .meta({ description: 'contract: pooled over all cohorts; cohort: one value, threshold and price for each' }),
  followUps: codes
    .optional()
    .meta({ description: 'Measured at each of these, counted from the end of the cohort (or contract)' }),
  measuredOn: date
    .optional()
    .meta({ description: 'The day the value is settled; default: the end of the cohort or contract' }),
  expected: decimal.optional().meta({ description: 'The planned value, for forecasts' }),
  requires: z.array(condition).default([]),
  price: price.optional(),
};

/** Who is counted. Everyone with the `of` fact (intention to treat), unless drop-outs or missing answers are left out, within a limit. */
const population = z.strictObject({
  of: code.meta({
    description: 'Measure or outcome that makes a person part of the population, e.g. referred or started',
  }),
  leftBy: code.optional().meta({ description: 'Measure that says a person dropped out' }),
  left: z.enum(['counted', 'excluded']).default('counted'),
  missing: z.enum(['counted', 'excluded']).default('counted').meta({
    description:
      'People without an answer: counted as not reached (share) or with the missing value (average), or excluded',
  }),
  missingValue: decimal
    .optional()
    .meta({ description: 'Averages: the value that a counted person without an answer gets' }),
  duty: z.enum(PARTY_ROLES).optional().meta({ description: 'Whose duty it is to get the answers' }),
  excludedAtMost: share
    .optional()
    .meta({ description: 'At most this share of the population may be excluded; the rest is counted' }),
});
export type Population = z.output<typeof population>;

export const reached = z.strictObject({
  kind: z.literal('reached'),
  ...individual,
  sustained: z
    .strictObject({
      brokenBy: code
        .optional()
        .meta({ description: 'Measure that records an interruption; its quantity is the number of days' }),
      permittedDays: z
        .int()
        .min(0)
        .default(0)
        .meta({ description: 'An interruption of at most so many days does not break the spell' }),
      permittedTimes: z.int().min(0).optional().meta({ description: 'At most so many permitted interruptions' }),
    })
    .optional()
    .meta({
      description:
        'Each follow-up needs the one before it and must run its full additional period; a broken spell starts the period again',
    }),
});
export const counted = z.strictObject({
  kind: z.literal('counted'),
  ...individual,
  claims: individual.claims.default('repeatable'),
});
export const improvement = z.strictObject({
  kind: z.literal('improvement'),
  ...individual,
  measure: code.meta({
    description:
      'The measured value; the first fact of a person is the baseline. The claim is judged by the value at its follow-up (or the latest one); measured again at the same follow-up, the latest on or before the claim counts',
  }),
  better: z.enum(['higher', 'lower']),
  atLeast: quantity
    .default('0')
    .meta({ description: 'Improvements below this are not reached; no improvement never is' }),
  confirmedBy: code
    .optional()
    .meta({ description: 'A second measure, not scored by the citizen, that must not have become worse' }),
  from: z
    .enum(['baseline', 'previous'])
    .default('baseline')
    .meta({ description: 'Improvement since the baseline, or since the previous follow-up' }),
});
export const lookBack = z.strictObject({
  kind: z.literal('look-back'),
  ...individual,
  measure: code.meta({ description: 'The registered event, e.g. a shelter night; its quantity counts (default 1)' }),
  months,
  atMost: quantity.default('0'),
});
export const spell = z.strictObject({
  kind: z.literal('spell'),
  ...individual,
  followUps: codes,
  measure: code.meta({
    description:
      'Periods: the fact lies on the first day, its quantity is the number of days. A claim counts from the day the milestone is reached',
  }),
  mode: z.enum(['continuous', 'cumulative']),
  withinMonths: months.optional().meta({ description: 'cumulative: the days must lie within so many months' }),
  permittedDays: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'continuous: a gap of at most so many days does not break the spell' }),
});
export const cohortShare = z.strictObject({
  kind: z.literal('share'),
  ...cohort,
  reaching: code,
  population,
  afterDeadweight: z
    .boolean()
    .default(false)
    .meta({ description: 'Subtract the share of each group that would have reached it anyway' }),
});
export const cohortAverage = z.strictObject({
  kind: z.literal('average'),
  ...cohort,
  measure: code,
  perPerson: z
    .enum(['last', 'sum'])
    .default('last')
    .meta({ description: "A person's value: the last one measured (a score) or the sum (days)" }),
  population,
});
export const total = z.strictObject({
  kind: z.literal('total'),
  ...cohort,
  measure: code,
  unit: z.enum(['amount', 'number']).default('number'),
});
export const difference = z.strictObject({
  kind: z.literal('difference'),
  ...cohort,
  of: code.meta({ description: 'The outcome whose value is compared' }),
  against: z
    .union([
      z.strictObject({ outcome: code }),
      z.strictObject({ value: decimal, version: text(200), source: text(4000) }),
    ])
    .meta({
      description:
        'Another outcome (a comparison group), or a historic value with its version and source, which can be challenged',
    }),
  as: z.enum(['points', 'percent']),
  better: z.enum(['higher', 'lower']),
});
export const avoidedCost = z.strictObject({
  kind: z.literal('avoided-cost'),
  ...cohort,
  actual: code.meta({ description: 'Outcome that totals the actual cost' }),
  predicted: z.union([
    z.strictObject({ outcome: code }),
    z.strictObject({ amount: decimal, version: text(200), source: text(4000) }),
  ]),
});
export const weighted = z.strictObject({
  kind: z.literal('weighted'),
  ...cohort,
  parts: z
    .array(
      z.strictObject({
        outcome: code,
        weight: share,
        target: decimal
          .optional()
          .meta({ description: 'The value that counts as 100 %; without it the value itself is weighted' }),
        atMost: decimal.optional().meta({ description: 'The achievement counts at most this many per cent' }),
      }),
    )
    .min(1),
});

export const outcome = z.discriminatedUnion('kind', [
  reached,
  counted,
  improvement,
  lookBack,
  spell,
  cohortShare,
  cohortAverage,
  total,
  difference,
  avoidedCost,
  weighted,
]);
export type Outcome = z.output<typeof outcome>;
export type OutcomeKind = Outcome['kind'];
export type OutcomeOf<K extends OutcomeKind> = Extract<Outcome, { kind: K }>;

const INDIVIDUAL = [
  'reached',
  'counted',
  'improvement',
  'look-back',
  'spell',
] as const satisfies readonly OutcomeKind[];
export type IndividualOutcome = OutcomeOf<(typeof INDIVIDUAL)[number]>;
export type CohortOutcome = Exclude<Outcome, IndividualOutcome>;
export const isIndividual = (outcome: Outcome): outcome is IndividualOutcome =>
  (INDIVIDUAL as readonly OutcomeKind[]).includes(outcome.kind);

/** The names that must be known before an outcome can be: the codes of the outcomes and measures that it rests on. */
export function restsOn(outcome: Outcome): string[] {
  const conditions = [...outcome.requires, ...(isIndividual(outcome) ? outcome.unless : [])].map(
    (condition) => condition.fact,
  );
  switch (outcome.kind) {
    case 'reached':
    case 'counted':
      return conditions;
    case 'improvement':
    case 'look-back':
    case 'spell':
      return [...conditions, outcome.measure];
    case 'share':
      return [...conditions, outcome.reaching, outcome.population.of];
    case 'average':
      return [...conditions, outcome.measure, outcome.population.of];
    case 'total':
      return [...conditions, outcome.measure];
    case 'difference':
      return [...conditions, outcome.of, ...('outcome' in outcome.against ? [outcome.against.outcome] : [])];
    case 'avoided-cost':
      return [...conditions, outcome.actual, ...('outcome' in outcome.predicted ? [outcome.predicted.outcome] : [])];
    case 'weighted':
      return [...conditions, ...outcome.parts.map((part) => part.outcome)];
  }
}
