import { IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { CountSchema, IntervalSchema, StepShareSchema } from './http.js';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });

/**
 * One line of `GET /what-works`: a step of an intervention for a target group, in all contracts that say the same words. `group` null: everybody; `''` in both languages:
 * those in no group. `outcomeId` leads to the curve. `planned` is the number of people that the terms plan to reach it.
 */
export const WorksStepSchema = StepShareSchema.extend({
  outcomeId: z.string(),
  intervention: SentenceSchema,
  title: SentenceSchema,
  followUp: SentenceSchema.nullable(),
  group: SentenceSchema.nullable(),
  payment: z.boolean(),
  planned: CountSchema,
  contracts: z.int(),
});
export type WorksStep = z.infer<typeof WorksStepSchema>;
export const WhatWorksSchema = z.object({
  asOf: InstantSchema,
  contracts: z.int(),
  suppressedBelow: z.int().nullable(),
  steps: z.array(WorksStepSchema),
});
export type WhatWorks = z.infer<typeof WhatWorksSchema>;

/**
 * `GET /what-works/curve`: the share that has reached an outcome so many months after each person's own start (Kaplan–Meier, 95 % by Greenwood on the log(−log) scale).
 * `atRisk`: people who had not reached it before and were followed that long. `suppressed`: contracts of which the reader is told totals alone are not in it.
 */
export const WorksCurveSchema = z.object({
  asOf: InstantSchema,
  intervention: SentenceSchema,
  title: SentenceSchema,
  suppressed: z.boolean(),
  groups: z.array(
    z.object({
      group: SentenceSchema.nullable(),
      months: z.array(
        z.object({ month: z.int(), atRisk: z.int(), share: z.number(), interval: IntervalSchema.nullable() }),
      ),
    }),
  ),
});
export type WorksCurve = z.infer<typeof WorksCurveSchema>;

const ForecastSchema = z.object({
  /** People in the latest months that the pace is reckoned from. */
  people: z.int(),
  months: z.number(),
  perMonth: z.number(),
  interval: IntervalSchema,
  /** When the plan is reached at this pace, and at the bounds of its interval; null: not within 50 years. */
  reachedOn: LocalDateSchema.nullable(),
  earliest: LocalDateSchema.nullable(),
  latest: LocalDateSchema.nullable(),
});
/** `GET /what-works/intake`: people who began against the plan of the cohorts, per contract. `months` is null for readers who are told totals alone. */
export const WorksIntakeSchema = z.object({
  asOf: InstantSchema,
  suppressedBelow: z.int().nullable(),
  items: z.array(
    z.object({
      contractId: IdSchema,
      ref: z.string(),
      title: z.string(),
      asOf: LocalDateSchema,
      people: CountSchema,
      planned: CountSchema,
      /** By today, when people come evenly over each cohort's time. */
      plannedByNow: CountSchema,
      /** By more than chance; see `isBehindPlan`. */
      isBehind: z.boolean(),
      endsOn: LocalDateSchema.nullable(),
      forecast: ForecastSchema.nullable(),
      suppressed: z.boolean(),
      months: z.array(z.object({ month: LocalDateSchema, people: z.int(), planned: z.int() })).nullable(),
    }),
  ),
});
export type WorksIntake = z.infer<typeof WorksIntakeSchema>;
