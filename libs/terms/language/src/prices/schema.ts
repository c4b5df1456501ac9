import { z } from 'zod';
import { code, condition, date, months } from '../schema/common.js';
import { amount, bound, share, unitAmount } from '../schema/decimal.js';

/** The same amount for every claim, or one per follow-up. */
export const perClaim = z.strictObject({
  kind: z.literal('per-claim'),
  amount: amount.optional(),
  byFollowUp: z.array(z.strictObject({ followUp: code, amount })).optional(),
});
/** Amount × quantity: per day, per percentage point, per unit of improvement, per lesson … `unit` is the word used in explanations. */
export const perUnit = z.strictObject({
  kind: z.literal('per-unit'),
  unit: z.enum(['day', 'percentage-point', 'point', 'unit', 'hour', 'week', 'month', 'event']),
  amount: unitAmount,
  threshold: bound
    .optional()
    .meta({ description: 'Below this quantity nothing is paid; at it and above, the whole quantity is' }),
});
/** Price per unit of time: a follow-up that covers a doubled interval costs double. */
export const perTime = z.strictObject({ kind: z.literal('per-time'), amount, months });
/** Step table: the last step reached gives the amount; below the first step nothing. `inclusive` says whether a step starts at its bound (true) or just above it. */
export const steps = z.strictObject({
  kind: z.literal('steps'),
  steps: z
    .array(z.strictObject({ from: bound, inclusive: z.boolean(), amount }))
    .min(1)
    .max(200),
});
/** Straight lines between stated points; below the first point nothing (or its amount), above the last point its amount. */
export const interpolated = z.strictObject({
  kind: z.literal('interpolated'),
  points: z
    .array(z.strictObject({ at: bound, amount }))
    .min(2)
    .max(200),
  below: z.enum(['nothing', 'first-amount']),
});
/** Slices of an amount (a saving, an avoided cost), each with the share paid and possibly a condition; above the last slice nothing. */
export const tranches = z.strictObject({
  kind: z.literal('tranches'),
  tranches: z
    .array(z.strictObject({ upTo: amount.optional(), share, requires: z.array(condition).default([]) }))
    .min(1)
    .max(50),
  threshold: amount.optional(),
});

/** Tiers by the number of people: each person's claims have the price of the place in which he came. The last tier is for all that follow. */
export const byNumber = z.strictObject({
  kind: z.literal('by-number'),
  tiers: z
    .array(
      z.strictObject({
        upTo: z.int().min(1).max(10_000_000).optional().meta({
          description: 'For the people up to this number, in the order of the days on which they achieved it first',
        }),
        amount,
      }),
    )
    .min(2)
    .max(50),
});

export const price = z.discriminatedUnion('kind', [
  perClaim,
  perUnit,
  perTime,
  steps,
  interpolated,
  tranches,
  byNumber,
]);
/** Prices that take the place of the first one from their days on, for what is achieved (or settled) then. */
export const laterPrices = z
  .array(z.strictObject({ from: date, price }))
  .min(1)
  .max(50)
  .optional()
  .meta({ description: 'Each price holds from its day on, until the next; the day on which it was achieved decides' });
export type Price = z.output<typeof price>;
export type PriceOf<K extends Price['kind']> = Extract<Price, { kind: K }>;
