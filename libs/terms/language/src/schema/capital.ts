import { z } from 'zod';
import { code, date } from './common.js';
import { amount, bound, quantity, ratio, share } from './decimal.js';

/** A table of yearly rates: the last row reached gives the rate, below the first there is none. `inclusive` as in a step table. */
const coupon = z.strictObject({
  outcome: code.meta({
    description:
      'The outcome whose value decides: one of a group, of the whole contract or of each part of the calendar',
  }),
  interpolated: z.boolean().optional().meta({
    description:
      'Between two rows the rate lies on the straight line from one to the next (nine decimals); above the last it is its rate',
  }),
  atLeast: z.strictObject({ rate: quantity, until: date.optional() }).optional().meta({
    description:
      'The least yearly rate whatever the result, also before the first: for all days up to and including this one; without it for all days',
  }),
  rates: z
    .array(
      z.strictObject({
        from: bound,
        inclusive: z.boolean(),
        rate: quantity.meta({ description: 'Yearly rate, e.g. 0.05' }),
      }),
    )
    .min(1)
    .max(200),
});

/** Who puts up capital, what it earns, and when it comes back. */
export const capital = z.strictObject({
  party: code,
  kind: z.enum(['grant', 'senior-loan', 'subordinated-loan', 'equity', 'first-loss-guarantee']),
  amount,
  paidIn: z
    .array(z.strictObject({ on: date, amount }))
    .default([])
    .meta({
      description:
        'When the capital is paid in (in all the amount), also before the contract begins, at the latest on its last day; default: all at the start. It earns from its day',
    }),
  yearlyReturn: ratio.optional().meta({
    description:
      'Simple yearly return on outstanding principal, actual days over 365, e.g. 0.03; principal is repaid before it, and unpaid return bears none',
  }),
  coupon: coupon.optional().meta({
    description:
      'In place of yearlyReturn: the rate depends on a result. Each result sets it for the time since the one before, and until the next',
  }),
  returnFloor: amount.optional().meta({
    description:
      'The return is at least this amount, as far as the money reaches, before capital of lower rank gets anything',
  }),
  returnCap: amount.optional().meta({ description: 'The return is at most this amount in all' }),
  irrCap: quantity.optional().meta({
    description:
      'The return brings the internal rate of return to at most this, e.g. 0.08: what was paid in, grown at this rate, less what came back, grown likewise, less what is outstanding',
  }),
  returnFirst: z.boolean().optional().meta({
    description: 'Return is paid before principal; without it principal is',
  }),
  principalOn: date.optional().meta({
    description:
      'Principal is repaid on this day and not before: what is received earlier and is no return waits for it, and so do lower ranks',
  }),
  recycling: z
    .strictObject({ share: share.default('1'), until: date.optional() })
    .optional()
    .meta({
      description:
        'This share of the principal that comes back (until a day) is kept and pays later instalments of paidIn before new money does',
    }),
  covers: z.array(code).optional().meta({ description: 'guarantee: the parties whose loss it covers' }),
  share: share.optional().meta({
    description:
      'guarantee: only up to this share of their principal (rounded as the contract says); without it every loss up to the amount',
  }),
});
